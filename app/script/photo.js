// Photographs of papers on the person's own device: turned upright, scaled, looked at, and joined into one PDF. Nothing of
// them leaves the device here.

const LONGEST = 2200;
const QUALITY = 0.82;
const LOOKED_AT = 640;
const BLURRED = 45;
const DARK = 70;
const TOO_SMALL_TO_JUDGE = 320;
const A4 = [595.28, 841.89];

/** Returns a photograph as a page: upright, no larger than it has to be, with what is wrong with it. */
export async function look(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = drawn(picture, LONGEST);
  const small = drawn(picture, LOOKED_AT);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  const judged = Math.min(canvas.width, canvas.height) < TOO_SMALL_TO_JUDGE ? {} : judge(small);
  return {
    file,
    width: canvas.width,
    height: canvas.height,
    jpeg: new Uint8Array(await blob.arrayBuffer()),
    preview: drawn(small, 192).toDataURL("image/jpeg", 0.7),
    ...judged,
  };
}

/** Draws a picture on white, its longer side no longer than `longest`. */
function drawn(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Says whether a picture is blurred, by how much brightness changes at its edges, or dark, by its mean brightness. */
export function judge(canvas) {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const light = new Float32Array(width * height);
  let sum = 0;
  for (let at = 0; at < light.length; at += 1) {
    light[at] = 0.299 * data[at * 4] + 0.587 * data[at * 4 + 1] + 0.114 * data[at * 4 + 2];
    sum += light[at];
  }
  let [count, total, squares] = [0, 0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const edge = 4 * light[at] - light[at - 1] - light[at + 1] - light[at - width] - light[at + width];
      count += 1;
      total += edge;
      squares += edge * edge;
    }
  }
  const mean = total / count;
  return { isBlurred: squares / count - mean * mean < BLURRED, isDark: sum / light.length < DARK };
}

/** Joins pages into one PDF of A4 pages, each picture as large as fits, lying where it is wider than high. */
export function pdf(pages) {
  const out = writer();
  const kids = pages.map((_, index) => `${3 + index * 3} 0 R`).join(" ");
  out.text("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
  out.object("<</Type/Catalog/Pages 2 0 R>>");
  out.object(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`);
  pages.forEach((page, index) => {
    const own = 3 + index * 3;
    const [width, height] = page.width > page.height ? [A4[1], A4[0]] : A4;
    const scale = Math.min(width / page.width, height / page.height);
    const [w, h] = [page.width * scale, page.height * scale];
    const draw = `q ${w.toFixed(2)} 0 0 ${h.toFixed(2)} ${((width - w) / 2).toFixed(2)} ${((height - h) / 2).toFixed(2)} cm /I Do Q`;
    out.object(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents ${own + 1} 0 R` +
        `/Resources<</XObject<</I ${own + 2} 0 R>>>>>>`,
    );
    out.object(`<</Length ${draw.length}>>\nstream\n${draw}\nendstream`);
    out.object(
      `<</Type/XObject/Subtype/Image/Width ${page.width}/Height ${page.height}/ColorSpace/DeviceRGB` +
        `/BitsPerComponent 8/Filter/DCTDecode/Length ${page.jpeg.length}>>\nstream\n`,
      page.jpeg,
    );
  });
  const [first] = pages;
  const name = first.file.name.replace(/\.[^.]*$/, "") || "anh";
  return new File(out.end(), `${name}.pdf`, {
    type: "application/pdf",
    lastModified: Math.max(...pages.map((page) => page.file.lastModified)),
  });
}

/** Writes objects one after the other and remembers where each begins. */
function writer() {
  const parts = [];
  const places = [];
  let at = 0;
  const bytes = (part) => {
    parts.push(part);
    at += part.length;
  };
  const text = (words) => bytes(Uint8Array.from(words, (sign) => sign.charCodeAt(0)));
  return {
    text,
    object(words, data) {
      places.push(at);
      text(`${places.length} 0 obj\n${words}`);
      if (data) {
        bytes(data);
        text("\nendstream");
      }
      text("\nendobj\n");
    },
    end() {
      const start = at;
      const lines = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
      text(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${lines}`);
      text(`trailer\n<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
      return parts;
    },
  };
}
