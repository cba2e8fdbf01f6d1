// The import rules of the house: see docs/decisions/0004. tests/integration/imports shows each of them failing on a
// deliberately bad file. `ATTEST_IMPORTS_ROOT` (tests only) is where the tree under test begins.

// dependency-cruiser 17 reads TypeScript by swc where there is no older TypeScript, but asks it for files without JSX.
const swc = require('@swc/core')

const { parseFileSync } = swc
swc.parseFileSync = (path, options) => parseFileSync(path, { ...options, tsx: path.endsWith('.tsx') })

/** Node's own modules, with or without `node:`. */
const node = { dependencyTypes: ['core'] }
const electron = '(^|/)node_modules/electron(/|$)|^electron(/|$)'
/** A package of npm, wherever it lies. */
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)|^(${names.join('|')})(/|$)`

const services = '^main/(store|capture|verify|export)/'

module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      comment: 'shared/ imports itself and pure libraries: no Node, no Electron, nothing of the other sides.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(main|renderer|tests)/' },
    },
    {
      name: 'shared-without-node',
      comment: 'shared/ runs in the window too.',
      severity: 'error',
      from: { path: '^shared/' },
      to: node,
    },
    {
      name: 'shared-without-platform-packages',
      comment: 'shared/ knows no user interface, no database, no native library.',
      severity: 'error',
      from: { path: '^shared/' },
      to: {
        path: packages(
          'react',
          'react-dom',
          'slate-react',
          'slate-dom',
          'sqlite3',
          'kysely',
          'linkedom',
          '@myriaddreamin/.*',
        ),
      },
    },
    {
      name: 'renderer-knows-shared-only',
      comment: 'The window reaches the main side through the contract alone.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(main|tests)/' },
    },
    {
      name: 'renderer-without-node',
      comment: 'The window is sandboxed: there is no Node in it.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: node,
    },
    {
      name: 'services-know-no-host',
      comment: 'Services run in the window app, in serve, on the command line and in tests alike.',
      severity: 'error',
      from: { path: services },
      to: { path: '^main/(ipc|hosts|cli)/|^main/app\\.ts$|^renderer/|^tests/' },
    },
    {
      name: 'store-knows-no-service',
      comment: 'The store is the lowest service.',
      severity: 'error',
      from: { path: '^main/store/' },
      to: { path: '^main/(capture|verify|export)/' },
    },
    {
      name: 'main-knows-no-window',
      comment: 'What main and the window share is in shared/.',
      severity: 'error',
      from: { path: '^main/' },
      to: { path: '^(renderer|tests)/' },
    },
    {
      name: 'only-its-host-knows-electron',
      comment: 'Everything else runs without Electron.',
      severity: 'error',
      from: {
        path: '^(main|renderer|shared|tests)/',
        pathNot: '^main/hosts/electron/|^tests/e2e/|^tests/bench/emptyWindow',
      },
      to: { path: electron },
    },
    {
      name: 'electron-host-is-a-leaf',
      comment: 'Nobody imports the Electron host; Electron starts it.',
      severity: 'error',
      from: { pathNot: '^main/hosts/electron/' },
      to: { path: '^main/hosts/electron/' },
    },
    {
      name: 'only-database-knows-sqlite3',
      comment: 'One file touches the raw driver.',
      severity: 'error',
      from: { path: '^(main|renderer|shared)/', pathNot: '^main/store/database\\.ts$' },
      to: { path: packages('sqlite3') },
    },
    {
      name: 'only-children-forks',
      comment: 'One file starts child processes, and the Electron host has one of its own.',
      severity: 'error',
      from: {
        path: '^(main|renderer|shared)/',
        pathNot: '^main/children\\.ts$|^main/hosts/start\\.ts$|^main/hosts/electron/children\\.ts$',
      },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'no-loops',
      comment: 'Modules that need each other are one module, types included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      comment: 'A rule cannot see through an import that leads nowhere.',
      severity: 'error',
      from: {},
      // mdast is a package of types alone, which only the type checker finds.
      to: { couldNotResolve: true, pathNot: '^mdast$' },
    },
  ],
  options: {
    baseDir: process.env.ATTEST_IMPORTS_ROOT ?? __dirname,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|tests/fixtures)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
}
