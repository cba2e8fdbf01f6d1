import { exampleSetup } from 'prosemirror-example-setup'
import { type Node, Schema } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { paragraphs } from './text.ts'

const schema = new Schema({
  nodes: basic.spec.nodes
    .update('paragraph', {
      content: 'inline*',
      group: 'block',
      toDOM: () => ['p', { class: 'block prose' }, 0],
    })
    .addToEnd('citation', {
      inline: true,
      group: 'inline',
      atom: true,
      attrs: { number: {} },
      toDOM: (node) => [
        'span',
        { class: 'chip', role: 'button' },
        ['b', String(node.attrs.number)],
        ['span', { class: 'chip-label' }, ' Traffic log'],
      ],
    }),
  marks: basic.spec.marks,
})

/** The same text in ProseMirror with its example setup (history, keys, input rules), the caret in the middle. */
export function mountProseMirror(place: HTMLElement, count: number): void {
  let number = 0
  const blocks = paragraphs(count).map(({ children }) => {
    const inlines = children.flatMap((child): Node[] => {
      if ('text' in child) return child.text === '' ? [] : [schema.text(child.text)]
      number += 1
      return [schema.node('citation', { number })]
    })
    return schema.node('paragraph', null, inlines)
  })
  const doc = schema.node('doc', null, blocks)
  let state = EditorState.create({ doc, plugins: exampleSetup({ schema, menuBar: false }) })
  let at = 0
  for (let index = 0; index < Math.floor(count / 2); index += 1) at += doc.child(index).nodeSize
  state = state.apply(state.tr.setSelection(TextSelection.create(doc, at + 40)))
  const view = new EditorView(place, { state })
  view.focus()
  view.dispatch(view.state.tr.scrollIntoView())
}
