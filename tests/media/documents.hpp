// SPDX-License-Identifier: Apache-2.0
// PDFs made here, with everything that programs and phones put into them. Without a table of where what stands: qpdf
// finds it, as it does for the many that are broken.
#pragma once

#include <initializer_list>
#include <string>

#include "media/pictures.hpp"

namespace pintu::media::test {

inline std::string pdf_stream(const std::string& dictionary, const std::string& content) {
  return "<< " + dictionary + " /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream";
}

// Objects from number 1 on; the first is the catalogue, the last the information dictionary.
inline std::string pdf_of(const std::vector<std::string>& objects) {
  std::string out = "%PDF-1.7\n";
  int number = 0;
  for (const auto& object : objects) out += std::to_string(++number) + " 0 obj\n" + object + "\nendobj\n";
  return out + "trailer\n<< /Root 1 0 R /Info " + std::to_string(number) + " 0 R >>\n%%EOF\n";
}

inline std::string talkative_pdf(const std::string& filter = "/DCTDecode") {
  return pdf_of(
      {"<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R /OpenAction << /S /JavaScript /JS (<script>) >> "
       "/Names << /EmbeddedFiles << /Names [(Rahasia) 6 0 R] >> >> >>",
       "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 7 0 R /Resources << /XObject << /P 4 0 R >> >> "
       "/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (Rahasia) /Contents (catatan) >> "
       "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (Rahasia.exe) >> >>] >>",
       pdf_stream("/Type /XObject /Subtype /Image /Width 64 /Height 48 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
                  "/Filter " +
                      filter,
                  talkative_jpeg()),
       pdf_stream("/Type /Metadata /Subtype /XML", "<x:xmpmeta>Rahasia PonselUji</x:xmpmeta>"),
       "<< /Type /Filespec /F (Rahasia.doc) /EF << /F 8 0 R >> >>", pdf_stream("", "q 200 0 0 200 0 0 cm /P Do Q"),
       pdf_stream("/Type /EmbeddedFile", "Rahasia <script>"), "<< /Author (Rahasia) /Creator (PonselUji) >>"});
}

}  // namespace pintu::media::test
