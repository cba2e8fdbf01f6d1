// In this order: what comes later may lean on what is above it.
import './page.css'
import './blocks.css'
import './chips.css'
import './verdicts.css'
import './citing.css'
import './drift.css'
import './outline.css'
import './panels.css'
