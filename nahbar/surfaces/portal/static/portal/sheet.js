// Finds a sheet of paper in a picture and straightens it. No library: the ones that do this bring WebAssembly, which the
// Content-Security-Policy of the portal does not allow, or nine megabytes.
const SMALL = 400;

const canvasOf = (width, height) => Object.assign(document.createElement("canvas"), { width, height });

/** The grey value that separates dark from bright best (Otsu), and how far the two lie apart. */
function threshold(grey) {
  const counts = new Uint32Array(256);
  let sum = 0;
  for (const value of grey) { counts[value] += 1; sum += value; }
  let best = 0, at = 128, gap = 0, below = 0, sumBelow = 0;
  for (let value = 0; value < 255; value++) {
    below += counts[value];
    sumBelow += value * counts[value];
    const above = grey.length - below;
    if (!below || !above) continue;
    const distance = (sum - sumBelow) / above - sumBelow / below;
    const spread = below * above * distance * distance;
    if (spread > best) { best = spread; at = value; gap = distance; }
  }
  return { at, gap };
}

/** The bright area in which the middle lies: its size, and the four points that reach furthest into the corners. */
function brightArea(grey, width, height, at) {
  const seen = new Uint8Array(grey.length);
  let start = -1;
  for (let ring = 0; start < 0 && ring < Math.min(width, height) / 4; ring++)
    for (const [x, y] of [[width / 2 + ring, height / 2], [width / 2 - ring, height / 2], [width / 2, height / 2 + ring], [width / 2, height / 2 - ring]]) {
      const i = Math.round(y) * width + Math.round(x);
      if (grey[i] > at) { start = i; break; }
    }
  if (start < 0) return null;
  const stack = [start], corners = [0, 1, 2, 3].map(() => ({ reach: -Infinity }));
  let size = 0;
  seen[start] = 1;
  while (stack.length) {
    const i = stack.pop(), x = i % width, y = (i - x) / width;
    size += 1;
    [-x - y, x - y, x + y, y - x].forEach((reach, n) => { if (reach > corners[n].reach) corners[n] = { reach, x, y }; });
    for (const next of [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, y > 0 ? i - width : -1, y < height - 1 ? i + width : -1])
      if (next >= 0 && !seen[next] && grey[next] > at) { seen[next] = 1; stack.push(next); }
  }
  return { size, corners: corners.map(({ x, y }) => ({ x, y })) };
}

const area = (points) => Math.abs(points.reduce((sum, p, n) => { const q = points[(n + 1) % 4]; return sum + p.x * q.y - q.x * p.y; }, 0)) / 2;

/** Corners of the sheet (top left, top right, bottom right, bottom left) in pixels of `source`; null: none, or all of it. */
export function findSheet(source, sourceWidth, sourceHeight) {
  const scale = SMALL / Math.max(sourceWidth, sourceHeight);
  const width = Math.max(8, Math.round(sourceWidth * scale)), height = Math.max(8, Math.round(sourceHeight * scale));
  const context = canvasOf(width, height).getContext("2d", { willReadFrequently: true });
  context.filter = "blur(1px)";
  context.drawImage(source, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = Uint8Array.from({ length: width * height }, (_, i) => 0.3 * data[4 * i] + 0.59 * data[4 * i + 1] + 0.11 * data[4 * i + 2]);
  const { at, gap } = threshold(grey);
  if (gap < 30) return null;
  const found = brightArea(grey, width, height, at);
  if (!found) return null;
  const whole = width * height, inside = area(found.corners);
  // a sheet is most of its four corners' area; writing takes a little away
  if (inside < 0.2 * whole || inside > 0.96 * whole || found.size < 0.75 * inside || found.size > 1.1 * inside) return null;
  return found.corners.map(({ x, y }) => ({ x: (x + 0.5) / scale, y: (y + 0.5) / scale }));
}

const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/** Projective map from the unit square onto four points (Heckbert 1989). */
function projection([p0, p1, p2, p3]) {
  const dx1 = p1.x - p2.x, dx2 = p3.x - p2.x, dx3 = p0.x - p1.x + p2.x - p3.x;
  const dy1 = p1.y - p2.y, dy2 = p3.y - p2.y, dy3 = p0.y - p1.y + p2.y - p3.y;
  const below = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / below, h = (dx1 * dy3 - dx3 * dy1) / below;
  return { a: p1.x - p0.x + g * p1.x, b: p3.x - p0.x + h * p3.x, c: p0.x, d: p1.y - p0.y + g * p1.y, e: p3.y - p0.y + h * p3.y, f: p0.y, g, h };
}

/** The sheet between these corners as an upright rectangle, its longer side at most `longest` pixels. */
export function straighten(canvas, corners, longest) {
  const [p0, p1, p2, p3] = corners;
  const wide = Math.max(distance(p0, p1), distance(p3, p2)), high = Math.max(distance(p0, p3), distance(p1, p2));
  const scale = Math.min(1, longest / Math.max(wide, high));
  const width = Math.max(1, Math.round(wide * scale)), height = Math.max(1, Math.round(high * scale));
  const from = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const result = canvasOf(width, height), context = result.getContext("2d"), to = context.createImageData(width, height);
  const { a, b, c, d, e, f, g, h } = projection(corners);
  const source = from.data, target = to.data, right = from.width - 2, bottom = from.height - 2;
  for (let y = 0, o = 0; y < height; y++) {
    const v = (y + 0.5) / height;
    for (let x = 0; x < width; x++, o += 4) {
      const u = (x + 0.5) / width, w = g * u + h * v + 1;
      const sx = Math.min(right, Math.max(0, (a * u + b * v + c) / w - 0.5)), sy = Math.min(bottom, Math.max(0, (d * u + e * v + f) / w - 0.5));
      const ix = sx | 0, iy = sy | 0, tx = sx - ix, ty = sy - iy, i = 4 * (iy * from.width + ix), below = i + 4 * from.width;
      for (let k = 0; k < 3; k++)
        target[o + k] = (source[i + k] * (1 - tx) + source[i + 4 + k] * tx) * (1 - ty) + (source[below + k] * (1 - tx) + source[below + 4 + k] * tx) * ty;
      target[o + 3] = 255;
    }
  }
  context.putImageData(to, 0, 0);
  return result;
}
