// SPDX-License-Identifier: Apache-2.0
// Every word of the page, in Indonesian and English, and which of the two is shown.
const texts = {
  id: {
    skip: "Langsung ke ponsel", tagline: "Satu pintu untuk aduan warga dan keadaan darurat",
    connecting: "Menghubungkan…", on: "Terhubung", off: "Terputus, mencoba lagi",
    phone: "Ponsel warga", again: "Mulai lagi", send: "Kirim", write: "Tulis pesan", chat: "Percakapan",
    keyboard: "Pilihan jawaban", keypad: "Tombol angka", attach: "Kirim berkas atau lokasi", close: "Tutup",
    "sample-photo": "Foto contoh, dengan lokasi GPS", "own-photo": "Foto dari komputer", try: "Coba kirim dari ponsel",
    typing: "mengetik…", counter: "Sisa huruf / jumlah SMS", letters: "huruf",
    picture: "Foto", voice: "Pesan suara", video: "Video", place: "Lokasi", document: "Berkas",
    delivered: "terkirim", waiting: "menunggu", read: "dibaca", lost: "gagal", failed: "Tidak terkirim. Coba lagi.",
    "too-large": "Foto terlalu besar, paling besar 5 MB.",
    desk: "Ponsel petugas", "desk-note": "Laporan yang perlu orang, dan yang darurat, sampai di sini.",
    petugas: "Grup meja", verifikator: "Verifikator", reply: "Balas", "no-reply": "Batal membalas",
    lapor: "Yang diterima SP4N-LAPOR!",
    none: "Belum ada laporan. Ceritakan masalah di ponsel, jawab pertanyaannya, lalu kirim.",
    "with-place": "ada lokasi GPS!", "without-place": "tanpa lokasi GPS",
    next: "Lanjutkan penanganan", ask: "Dinas bertanya", question: "Ada patokan terdekat? Misalnya nama toko atau nomor tiang.", files: "berkas", anonymous: "nama disembunyikan", secret: "isi dirahasiakan",
    addition: "Tambahan",
    faults: "Coba ganggu", "faults-note": "Laporan tidak boleh hilang dan tidak boleh dobel, apa pun yang rusak.",
    "f-down": "LAPOR mati sebentar", "f-drop": "LAPOR menerima, lalu putus", "f-page": "LAPOR menjawab halaman web", "f-same": "LAPOR memberi nomor yang sama", "f-slow": "Ponsel lambat",
    "f-429": "Ponsel kewalahan", "f-dup": "Pesan datang dua kali", "f-none": "Normal lagi",
    set: "Gangguan dipasang:", normal: "Semua normal lagi.",
    life: "Perjalanan pesan terakhir",
    "no-life": "Setiap pesan tersimpan di disk sebelum dijawab. Langkah-langkahnya tampil di sini.",
    foot: "Demo ini berjalan seluruhnya di komputer ini: WhatsApp, Telegram, Kannel dan LAPOR di sini tiruan, format pesannya asli. Bukan pengganti 112.",
    other: "English", rule: "aturan", asks: "bertanya", step: "langkah", guesses: "dugaan", attempt: "percobaan",
    "webhook.stored": "Pesan masuk, tersimpan di disk", "reply.written": "Jawaban ditulis",
    "reply.sent": "Jawaban diterima penyedia", "reply.delivered": "Jawaban sampai", "reply.read": "Jawaban dibaca",
    "reply.failed": "Jawaban gagal", "job.created": "Tugas dicatat", "job.done": "Tugas selesai",
    "job.waiting": "Tugas menunggu giliran", "job.started": "Tugas berjalan", "job.unknown": "Hasil tidak diketahui",
    "job.rejected": "Ditolak", "job.exhausted": "Menunggu petugas", "job.dropped": "Dihentikan",
    "report.filed": "Laporan dicatat, nomor terbit", "report.started": "Laporan dikirim ke LAPOR",
    "report.accepted": "LAPOR memberi nomor", "report.status": "Kabar dari LAPOR",
    "report.retry": "Dicoba lagi nanti", "report.unknown": "LAPOR tidak menjawab, belum pasti masuk",
    "report.handoff": "Diserahkan ke petugas", "report.manual": "Dikerjakan petugas", "report.addition": "Tambahan dari warga",
    "report.rejected": "Ditolak LAPOR", "report.exhausted": "Menunggu petugas", "report.dropped": "Dihentikan petugas",
    "report.follow_up_done": "Tambahan diterima LAPOR", "report.follow_up_unknown": "Tambahan belum pasti masuk",
    "report.follow_up_rejected": "Tambahan ditolak LAPOR", "report.follow_up_exhausted": "Tambahan menunggu petugas",
    "case.opened": "Keadaan darurat dibuka", "case.closed": "Keadaan darurat selesai",
  },
  en: {
    skip: "Go to the phones", tagline: "One door for citizens' complaints and emergencies",
    connecting: "Connecting…", on: "Connected", off: "Lost, trying again",
    phone: "A citizen's phones", again: "Start over", send: "Send", write: "Write a message", chat: "Conversation",
    keyboard: "Choice of answers", keypad: "Number keys", attach: "Send a file or a place", close: "Close",
    "sample-photo": "Sample photo, with its GPS place", "own-photo": "A photo from this computer", try: "Try sending from the phone with",
    typing: "typing…", counter: "Letters left / messages", letters: "letters",
    picture: "Photo", voice: "Voice note", video: "Video", place: "Place", document: "File",
    delivered: "delivered", waiting: "waiting", read: "read", lost: "failed", failed: "Not sent. Try again.",
    "too-large": "The photo is too large; at most 5 MB.",
    desk: "Officers' phones", "desk-note": "Reports that need a person, and emergencies, arrive here.",
    petugas: "Desk's group", verifikator: "Verifier", reply: "Reply", "no-reply": "Do not reply",
    lapor: "What SP4N-LAPOR! received",
    none: "No report yet. Tell a problem on the phone, answer its questions, and send it.",
    "with-place": "tells its GPS place!", "without-place": "no GPS place",
    next: "Move it on", ask: "The office asks", question: "Ada patokan terdekat? Misalnya nama toko atau nomor tiang.", files: "files", anonymous: "name hidden", secret: "content secret", addition: "Addition",
    faults: "Try to break it", "faults-note": "No report may be lost and none may arrive twice, whatever breaks.",
    "f-down": "LAPOR down for a while", "f-drop": "LAPOR takes it, then hangs up", "f-page": "LAPOR answers with a web page", "f-same": "LAPOR gives one number twice", "f-slow": "Phones slow",
    "f-429": "Phones overloaded", "f-dup": "Messages arrive twice", "f-none": "Back to normal",
    set: "Fault set:", normal: "All back to normal.",
    life: "The life of the last message",
    "no-life": "Every message is on disk before it is answered. Its steps show here.",
    foot: "This demo runs on this computer alone: WhatsApp, Telegram, Kannel and LAPOR are stand-ins, their wire formats are real. Not a replacement for 112.",
    other: "Indonesia", rule: "rule", asks: "asks", step: "step", guesses: "guesses", attempt: "attempt",
    "webhook.stored": "Message in, on disk", "reply.written": "Reply written",
    "reply.sent": "The provider took the reply", "reply.delivered": "Reply arrived", "reply.read": "Reply read",
    "reply.failed": "Reply failed", "job.created": "Job written down", "job.done": "Job done",
    "job.waiting": "Job waits its turn", "job.started": "Job under way", "job.unknown": "Outcome unknown",
    "job.rejected": "Refused", "job.exhausted": "Waits for a person", "job.dropped": "Dropped",
    "report.filed": "Report stored, number issued", "report.started": "Report sent to LAPOR",
    "report.accepted": "LAPOR gave its number", "report.status": "News from LAPOR",
    "report.retry": "Tried again later", "report.unknown": "LAPOR gave no answer: not certain that it has it",
    "report.handoff": "Handed to an officer", "report.manual": "Done by an officer", "report.addition": "Addition by the citizen",
    "report.rejected": "Refused by LAPOR", "report.exhausted": "Waits for an officer", "report.dropped": "Dropped by an officer",
    "report.follow_up_done": "LAPOR took the addition", "report.follow_up_unknown": "Addition: not certain that it arrived",
    "report.follow_up_rejected": "Addition refused by LAPOR", "report.follow_up_exhausted": "Addition waits for an officer",
    "case.opened": "Emergency opened", "case.closed": "Emergency closed",
  },
};

let language = "id";
try {
  if (localStorage.getItem("pintu-language") === "en") language = "en";
} catch {
  // A browser that keeps nothing shows Indonesian.
}

export const current = () => language;
export const t = (key) => texts[language][key] ?? key;

export function switchLanguage() {
  language = language === "id" ? "en" : "id";
  try {
    localStorage.setItem("pintu-language", language);
  } catch {
    // Then it is asked for again next time.
  }
}

// Fills every element below `root` that names its words: data-t its text, data-l its label, data-p its placeholder.
export function translate(root) {
  for (const each of root.querySelectorAll("[data-t]")) each.textContent = t(each.dataset.t);
  for (const each of root.querySelectorAll("[data-p]")) each.placeholder = t(each.dataset.p);
  for (const each of root.querySelectorAll("[data-l]")) {
    each.setAttribute("aria-label", t(each.dataset.l));
    if (each.matches(".icon")) each.title = t(each.dataset.l);
  }
}
