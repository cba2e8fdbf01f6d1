/** A BCP 47 tag in its canonical form (`en_gb` is `en-GB`); empty for anything else. */
export function languageTag(value: string): string {
  const first = value.trim().split(/[\s,;]/u)[0] ?? ''
  if (first === '') return ''
  try {
    return Intl.getCanonicalLocales(first.replace(/_/gu, '-'))[0] ?? ''
  } catch {
    return ''
  }
}
