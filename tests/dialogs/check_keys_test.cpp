// SPDX-License-Identifier: Apache-2.0
// An operator's slips in the shipped scripts: keys.
#include "check_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

// clang-format off
const std::vector<Slip> slips{
    {"lapor-aduan.yaml", "starts_when:", "starts_wen:", "starts_wen", "P0102"},
    {"lapor-aduan.yaml", "  says_only:", "  say_only:", "say_only", "P0102"},
    {"lapor-aduan.yaml", "  anything: true", "  anything: ya", "anything: ya", "P0104"},
    {"lapor-aduan.yaml", "  keep: 7d", "  keep: 7 hari", "7 hari", "P0106"},
    {"lapor-aduan.yaml", "nudge: {after: 30m", "nudge: {aftr: 30m", "aftr", "P0102"},
    {"lapor-aduan.yaml", "resume_choose: [Lanjutkan, Buat baru, Hapus]", "resume_choose: [Lanjutkan, Hapus]", "resume_choose", "P0147"},
    {"lapor-aduan.yaml", "    type: choice\n    guess", "    type: choise\n    guess", "choise", "P0111"},
    {"lapor-aduan.yaml", "    label: Soal", "    lable: Soal", "lable", "P0102"},
    {"lapor-aduan.yaml", "    label: Soal", "    laabel: Soal\n    labels: S", "laabel", "P0102"},
    {"lapor-aduan.yaml", "must: {at_least: 8 letters}", "must: {atleast: 8 letters}", "atleast", "P0102"},
    {"lapor-aduan.yaml", "must: {at_least: 8 letters}", "must: {at_least: delapan}", "delapan", "P0105"},
    {"lapor-aduan.yaml", "must: {not_after: today}", "must: {not_after: besok}", "besok", "P0109"},
    {"lapor-aduan.yaml", "skip_on: [sms]}", "skip_on: [sma]}", "[sma]", "P0108"},
    {"lapor-aduan.yaml", "up_to: 10", "upto: 10", "upto", "P0102"},
    {"lapor-aduan.yaml", "optional: true, up_to", "optional: ya, up_to", "optional: ya", "P0104"},
    {"lapor-aduan.yaml", "{id: air, ", "{id: jalan, ", "label: Air", "P0113"},
    {"lapor-aduan.yaml", "{id: air,       label: Air & banjir,", "{id: air,", "genangan", "P0116"},
    {"lapor-aduan.yaml", "{id: air,       label", "{label", "label: Air", "P0115"},
    {"lapor-aduan.yaml", "    joins: 8s", "    joins: 8", "joins: 8\n", "P0106"},
    {"lapor-aduan.yaml", "hints: {too_short:", "hints: {to_short:", "to_short", "P0102"},
    {"lapor-aduan.yaml", "after_tries: {3: {set", "after_tries: {tiga: {set", "tiga", "P0130"},
    {"lapor-aduan.yaml", "keep_text: true, flag: waktu", "keep_teks: true, flag: waktu", "keep_teks", "P0121"},
    {"lapor-aduan.yaml", "keep_text: true, flag: waktu", "keep_text: ya, flag: waktu", "keep_text: ya", "P0120"},
    {"lapor-aduan.yaml", "then: {go: periksa}", "then: {go: periksa, say: Baik}", "go: periksa, say", "P0122"},
    {"lapor-aduan.yaml", "    review: [judul", "    reviw: [judul", "id: periksa", "P0133"},
    {"lapor-aduan.yaml", "    skip_label: Tidak", "    skiplabel: Tidak", "skiplabel", "P0102"},
    {"lapor-aduan.yaml", "buttons: {ok: Kirim", "buttons: {oke: Kirim", "oke: Kirim", "P0102"},
    {"lapor-aduan.yaml", "send: {to: lapor, as", "send: {ke: lapor, as", "send: {ke", "P0137"},
    {"lapor-aduan.yaml", "      ditolak: {say", "      ditolk: {say", "ditolk", "P0102"},
    {"lapor-aduan.yaml", "on: {sms: {text: \"Di mana?", "on: {sma: {text: \"Di mana?", "sma: {", "P0108"},
    {"lapor-aduan.yaml", "on: {sms: {text: \"Di mana?", "on: {sms: {teks: \"Di mana?", "teks: \"Di", "P0102"},
    {"lapor-aduan.yaml", "    text: \"Ada foto? Kirim di sini.\"\n", "", "id: foto\n", "P0134"},
    {"lapor-aduan.yaml", "  - id: foto\n    ask", "  - ask", "ask: foto\n", "P0131"},
    {"lapor-aduan.yaml", "  - id: foto\n", "  - id: Foto\n", "id: Foto", "P0136"},
    {"lapor-aduan.yaml", "  - id: foto\n", "  - id: kapan\n", "id: kapan\n    ask: foto", "P0132"},
    {"lapor-aduan.yaml", "script: lapor-aduan", "script: laporaduan", "script: laporaduan", "P0140"},
    {"umum.yaml", "  thanks: \"Sama", "  thank: \"Sama", "thank: \"Sama", "P0149"},
    {"umum.yaml", "  - id: status", "  - id: statuss", "statuss", "P0146"},
    {"umum.yaml", "small_talk:", "smal_talk:", "smal_talk", "P0102"},
    {"darurat.yaml", "mode: live", "mode: hidup", "hidup", "P0109"},
    {"darurat.yaml", "gives_up_after: 90s", "gives_up_after: 90 detik", "90 detik", "P0106"},
    {"lapor-peka.yaml", "default: dua", "default: duaa", "duaa", "P0150"},
};
// clang-format on

}  // namespace

TEST_CASE("check: slips of keys are told on their own line") { told_on_their_lines(slips); }
