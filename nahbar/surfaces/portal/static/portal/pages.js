// Several photographed pages as one PDF: each JPEG goes in as it is, on a page of its own shape.
const text = new TextEncoder();

/** A PDF file of JPEG pages `{ jpeg: Blob, width, height }` (pixels); the longer side of a page is that of A4. */
export async function asPdf(pages, name) {
  const parts = [], places = [];
  let length = 0;
  const put = (piece) => { const bytes = typeof piece === "string" ? text.encode(piece) : piece; parts.push(bytes); length += bytes.length; };
  const object = (number, head, stream) => {
    places[number] = length;
    put(`${number} 0 obj\n${head}\n`);
    if (stream) { put("stream\n"); put(stream); put("\nendstream\n"); }
    put("endobj\n");
  };
  put("%PDF-1.4\n");
  object(1, "<< /Type /Catalog /Pages 2 0 R >>");
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, n) => `${3 + 3 * n} 0 R`).join(" ")}] >>`);
  for (const [n, page] of pages.entries()) {
    const first = 3 + 3 * n, scale = 842 / Math.max(page.width, page.height);
    const width = (page.width * scale).toFixed(2), height = (page.height * scale).toFixed(2);
    const jpeg = new Uint8Array(await page.jpeg.arrayBuffer());
    const draw = text.encode(`q ${width} 0 0 ${height} 0 0 cm /Bild Do Q`);
    object(first, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /Bild ${first + 1} 0 R >> >> /Contents ${first + 2} 0 R >>`);
    object(first + 1, `<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`, jpeg);
    object(first + 2, `<< /Length ${draw.length} >>`, draw);
  }
  const count = 3 + 3 * pages.length, start = length;
  put(`xref\n0 ${count}\n0000000000 65535 f \n${places.slice(1).map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("")}`);
  put(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return new File(parts, name, { type: "application/pdf" });
}
