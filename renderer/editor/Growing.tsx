/** A field that grows with its words: the text stands in it twice, once unseen to give it its size. */
export function Growing({
  value,
  onChange,
  label,
  className = '',
  readOnly,
  placeholder,
}: {
  value: string
  onChange: (value: string) => void
  label: string
  className?: string
  readOnly: boolean
  placeholder?: string
}) {
  return (
    <span className={`growing ${className}`} data-value={`${value || placeholder || ''} `}>
      <textarea
        rows={1}
        value={value}
        aria-label={label}
        placeholder={placeholder}
        readOnly={readOnly}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value.replace(/[\r\n]+/gu, ' '))}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault()
            const fields = [
              ...(event.currentTarget.closest('.briefing-page') ?? document).querySelectorAll<HTMLElement>(
                '.memo-head textarea, .memo-head input, .briefing-text',
              ),
            ]
            fields[fields.indexOf(event.currentTarget) + 1]?.focus()
          }
        }}
      />
    </span>
  )
}
