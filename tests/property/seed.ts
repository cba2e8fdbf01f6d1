import fc from 'fast-check'

// Generated cases are others at each run, unless ATTEST_SEED (an integer) is set: CI takes it from the tree that it
// checks, so that the same files always meet the same cases, and other files others.

const seed = process.env.ATTEST_SEED
if (seed) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) })
