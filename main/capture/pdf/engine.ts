import './runtime.ts'
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'

// pdf.js as one bundle, loaded for the first PDF: it is three times the rest of the extraction child.

export { getDocument, InvalidPDFException, PasswordException } from 'pdfjs-dist/legacy/build/pdf.mjs'
