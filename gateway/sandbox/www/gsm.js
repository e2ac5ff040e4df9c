// SPDX-License-Identifier: Apache-2.0
// What a text costs by SMS (3GPP TS 23.038), as the phone counts while one writes.
const basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const doubled = "^{}\\[~]|€\f";

// Units of one character in the 7-bit alphabet; 0 = it is not in it.
const septets = (c) => (basic.includes(c) ? 1 : doubled.includes(c) ? 2 : 0);

// Segments when no character may be torn.
function several(widths, size) {
  let segments = 1;
  let left = size;
  for (const width of widths) {
    if (width > left) {
      ++segments;
      left = size;
    }
    left -= width;
  }
  return segments;
}

// {units, segments, room}: how much is written, in how many messages, and what those hold.
export function cost(text) {
  const letters = [...text];
  const plain = letters.every((c) => septets(c) > 0);
  const widths = letters.map((c) => (plain ? septets(c) : c.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const [one, each] = plain ? [160, 153] : [70, 67];
  if (units <= one) return { units, segments: units ? 1 : 0, room: one };
  const segments = several(widths, each);
  return { units, segments, room: segments * each };
}
