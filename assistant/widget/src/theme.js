// The site's colour, kept readable: contrast as WCAG 2.2 defines it (relative luminance, 1.4.3).

const LEAST_CONTRAST = 4.5;
const LEAST_ON_GROUND = 5.2; // boxes on the ground are a little darker or lighter, and 4.5 must hold there too
const GROUNDS = { light: [255, 255, 255], dark: [20, 25, 23] }; // as styles.css has them
const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];

/** The channels of any CSS colour, 0 to 255, or null. `probe` is an element of the page that the browser reads it by. */
export function channels(color, probe) {
  const mixed = `color-mix(in srgb, ${color} 100%, black)`; // whatever the colour's form, this one is told as srgb
  if (!color || !CSS.supports("color", mixed)) return null;
  probe.style.setProperty("color", mixed);
  const read = getComputedStyle(probe).color;
  probe.style.removeProperty("color");
  const numbers = read.match(/-?[\d.]+(?:e-?\d+)?/g)?.slice(0, 3).map(Number) ?? [];
  const scale = read.startsWith("color(") ? 255 : 1;
  return numbers.length === 3 ? numbers.map((number) => Math.min(255, Math.max(0, number * scale))) : null;
}

/** The contrast of two colours, from 1 to 21. */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** White on the colour, or black where white would be hard to read; one of them always reaches 4.5. */
export function onColor(rgb) {
  return contrast(rgb, WHITE) >= LEAST_CONTRAST ? WHITE : BLACK;
}

/** The colour itself, or as little darker (or lighter, on a dark ground) as text on that ground has to be. */
export function readableOn(rgb, ground) {
  const end = luminance(ground) > 0.18 ? BLACK : WHITE;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = rgb.map((value, index) => value + (end[index] - value) * share);
    if (contrast(mixed, ground) >= LEAST_ON_GROUND) return mixed;
  }
  return end;
}

const css = (rgb) => `rgb(${rgb.map(Math.round).join(" ")})`;

/** The custom properties that a site's colour sets, in the theme "light" or "dark". */
export function themeOf(rgb, theme, ground = GROUNDS[theme]) {
  return { "--color": css(rgb), "--on-color": css(onColor(rgb)), "--accent": css(readableOn(rgb, ground)) };
}
