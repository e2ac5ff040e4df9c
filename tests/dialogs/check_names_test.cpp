// SPDX-License-Identifier: Apache-2.0
// An operator's slips in the shipped scripts: names.
#include "check_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

// clang-format off
const std::vector<Slip> slips{
    {"lapor-aduan.yaml", "uses: [umum]", "uses: [umun]", "[umun]", "P0150"},
    {"lapor-aduan.yaml", "    ask: foto\n", "    ask: photo\n", "ask: photo", "P0150"},
    {"lapor-aduan.yaml", "then: {go: periksa}", "then: {go: priksa}", "priksa", "P0150"},
    {"lapor-aduan.yaml", "  - id: periksa", "  - id: pemeriksaan", "go: periksa", "P0150"},
    {"lapor-aduan.yaml", "  - id: periksa", "  - id: periksaan", "id: periksaan", "P0158"},
    {"lapor-aduan.yaml", "  kejadian: {names", "  kejadiann: {names", "kejadiann", "P0158"},
    {"lapor-aduan.yaml", "{id: pelecehan, label", "{id: pelecehann, label", "id: pelecehann", "P0158"},
    {"lapor-aduan.yaml", "when: {kategori: pelecehan}\n    then: {use", "when: {kategori: plecehan}\n    then: {use", "plecehan", "P0150"},
    {"lapor-aduan.yaml", "when: {kategori: [layanan, bansos]}", "when: {katgori: [layanan, bansos]}", "katgori", "P0150"},
    {"lapor-aduan.yaml", "{set: {kategori: lain}}", "{set: {kategori: lainya}}", "lainya", "P0150"},
    {"lapor-aduan.yaml", "then: {use: lapor-layanan}", "then: {use: lapor-layan}", "lapor-layan}", "P0150"},
    {"lapor-aduan.yaml", "guess: {first_sentence_of: isi}", "guess: {first_sentence_of: isii}", "isii", "P0150"},
    {"lapor-aduan.yaml", "foto, terlapor, tampil]\n", "foto, terlapr, tampil]\n", "terlapr", "P0150"},
    {"lapor-aduan.yaml", "\"Tempat: {lokasi}. Salah? Balas", "\"Tempat: {lokas}. Salah? Balas", "{lokas}", "P0153"},
    {"lapor-aduan.yaml", "*{kategori}*?", "*{kategori*?", "{kategori*", "P0152"},
    {"lapor-aduan.yaml", "{pilihan.kategori}", "{pilihan.kategory}", "kategory", "P0153"},
    {"lapor-aduan.yaml", "handoff: verifikator}\n      ditolak", "handoff: verifikatr}\n      ditolak", "verifikatr", "P0155"},
    {"lapor-aduan.yaml", "send: {to: lapor, as", "send: {to: laporr, as", "laporr", "P0160"},
    {"umum.yaml", "then: {use: cek-status}", "then: {use: cekstatus}", "cekstatus", "P0150"},
    {"umum.yaml", "then: {handoff: umum}", "then: {handoff: umun}", "umun", "P0155"},
    {"darurat.yaml", "\"Petugas {nama} menerima", "\"Petugas {nma} menerima", "{nma}", "P0153"},
    {"darurat.yaml", "ask: korban", "ask: korbn", "korbn", "P0150"},
    {"lapor-aduan.su.yaml", "  foto.text:", "  fotoo.text:", "fotoo", "P0156"},
};
// clang-format on

}  // namespace

TEST_CASE("check: slips of names are told on their own line") { told_on_their_lines(slips); }
