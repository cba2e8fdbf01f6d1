import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CitationItem } from '../../shared/document/citation.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, Select, TextField } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { panelWords } from '../words/panels.ts'
import type { ItemActs } from './core/itemActs.ts'

const words = panelWords.source
type Label = NonNullable<CitationItem['locatorLabel']>

/** A field whose words count when it is left or Enter is pressed; Esc takes them back. */
function CommittedField(props: {
  label: string
  value: string
  maxLength: number
  placeholder?: string
  disabled: boolean
  onCommit: (value: string) => void
}) {
  const { value, onCommit, ...rest } = props
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  const commit = (): void => {
    const given = draft.trim()
    if (given === value) setDraft(value)
    else onCommit(given)
  }
  return (
    <TextField
      {...rest}
      value={draft}
      data-changed={draft.trim() === value ? undefined : ''}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') {
          event.preventDefault()
          commit()
        } else if (event.key === 'Escape' && draft !== value) {
          event.stopPropagation()
          setDraft(value)
        }
      }}
    />
  )
}

/** The item with one property set, or without it when it is empty: what is not said is not stored. */
function withPart(
  item: CitationItem,
  part: Partial<Pick<CitationItem, 'locator' | 'locatorLabel' | 'prefix' | 'suffix' | 'omitAuthor'>>,
): CitationItem {
  const merged: CitationItem = { ...item, ...part }
  // Two citations of one place share a note only when they are alike to the letter.
  if (!merged.locator) {
    delete merged.locator
    delete merged.locatorLabel
  }
  if (!merged.prefix) delete merged.prefix
  if (!merged.suffix) delete merged.suffix
  if (!merged.omitAuthor) delete merged.omitAuthor
  return merged
}

/** How one item is cited: place, words before and after, and whether its author is named. */
export function CitationItemFields(
  props: {
    item: CitationItem
    /** Its place in the citation, from 1. */
    place: number
    label: string
    /** Over the fields, where they are one thing among others. */
    heading?: string
    readOnly: boolean
  } & ItemActs,
) {
  const { item, place, label, heading, readOnly } = props
  const { onItem, onRemove, onEarlier, onLater, onSplit, onReplace } = props
  // Kept while no locator is given: the label may be chosen first.
  const [locatorLabel, setLocatorLabel] = useState<Label>(item.locatorLabel ?? 'page')
  useEffect(() => {
    if (item.locatorLabel) setLocatorLabel(item.locatorLabel)
  }, [item.locatorLabel])
  return (
    <fieldset className="section citing-fields" aria-label={words.item(place, label)}>
      {heading !== undefined && <h4>{heading}</h4>}
      <div className="form">
        <div className="two-columns">
          <CommittedField
            label={words.locator}
            value={item.locator ?? ''}
            maxLength={200}
            disabled={readOnly}
            onCommit={(locator) => onItem(withPart(item, { locator, locatorLabel }))}
          />
          <Select<Label>
            label={words.locatorLabel}
            value={locatorLabel}
            options={words.locatorLabels}
            disabled={readOnly}
            onChange={(chosen) => {
              setLocatorLabel(chosen)
              if (item.locator) onItem(withPart(item, { locatorLabel: chosen }))
            }}
          />
        </div>
        <div className="two-columns">
          <CommittedField
            label={words.prefix}
            value={item.prefix ?? ''}
            placeholder={words.prefixHint}
            maxLength={1000}
            disabled={readOnly}
            onCommit={(prefix) => onItem(withPart(item, { prefix }))}
          />
          <CommittedField
            label={words.suffix}
            value={item.suffix ?? ''}
            maxLength={1000}
            disabled={readOnly}
            onCommit={(suffix) => onItem(withPart(item, { suffix }))}
          />
        </div>
        {!readOnly && (
          <div className="citing-last">
            <Checkbox
              label={words.omitAuthor}
              checked={item.omitAuthor ?? false}
              onChange={(omitted) => onItem(withPart(item, { omitAuthor: omitted ? true : undefined }))}
            />
          </div>
        )}
        {!readOnly && (
          <div className="citing-acts">
            {onEarlier && (
              <IconButton size="small" icon={ArrowUp} label={words.earlier(label)} onClick={onEarlier} />
            )}
            {onLater && (
              <IconButton size="small" icon={ArrowDown} label={words.later(label)} onClick={onLater} />
            )}
            {onSplit && (
              <Button look="ghost" size="small" aria-label={words.splitLabel(label)} onClick={onSplit}>
                {words.split}
              </Button>
            )}
            <span className="grow" />
            {onReplace && (
              <Button look="ghost" size="small" onClick={onReplace}>
                {words.replace}
              </Button>
            )}
            {onRemove && (
              <Button look="ghost" size="small" aria-label={words.remove(label)} onClick={onRemove}>
                {words.removeWords}
              </Button>
            )}
          </div>
        )}
      </div>
    </fieldset>
  )
}
