/** So many bytes are looked at, at the beginning and at the end. */
const sampleBytes = 64 * 1024

/**
 * True when bytes in an encoding of one or more single bytes are no text: more than three control characters and more
 * than 3 % of the sample. Text has next to none (tab, line ends, form feed, back space and escape do not count);
 * compressed or encrypted data has 10 %. UTF-16 must be recognised before.
 */
export function looksBinary(bytes: Uint8Array): boolean {
  return (
    tooManyControls(bytes.subarray(0, sampleBytes)) ||
    (bytes.length > sampleBytes && tooManyControls(bytes.subarray(-sampleBytes)))
  )
}

function tooManyControls(sample: Uint8Array): boolean {
  let controls = 0
  for (const byte of sample) {
    if (byte < 0x20 ? byte < 0x08 || (byte > 0x0d && byte !== 0x1b) || byte === 0x0b : byte === 0x7f)
      controls += 1
  }
  return controls > 3 && controls > sample.length * 0.03
}
