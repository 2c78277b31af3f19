/** Which rooms a room may enter, lowest first: the table of docs/development.md. */
const mayEnter = {
  core: [],
  catalog: ['core'],
  config: ['core', 'catalog'],
  model: ['core', 'catalog', 'config'],
  terraform: [],
  constructs: ['core', 'catalog', 'terraform'],
  stacks: ['core', 'catalog', 'config', 'model', 'terraform', 'constructs'],
  tools: ['core'],
  kube: ['core'],
  render: ['core'],
  delivery: ['core', 'catalog', 'kube', 'tools'],
  twin: ['core', 'catalog', 'config', 'model', 'kube', 'tools'],
  verify: ['core', 'catalog', 'config', 'model', 'kube'],
  view: ['core', 'catalog', 'config', 'model'],
  review: ['core', 'catalog', 'config', 'model'],
}

const rooms = [...Object.keys(mayEnter), 'cli']
const anyRoom = `^(${rooms.join('|')})/`

/** Parts of rooms with doors of their own, for one kind of target each: whoever wants another target never loads them. */
const partDoors = '^(terraform/(kind|aws|google|azurerm)|constructs/(eks|gke|aks))/index\\.ts$'
const ofOneKind = '^(stacks|constructs)/(kind|eks|gke|aks)/'

const directions = Object.entries(mayEnter).map(([room, below]) => ({
  name: `direction-${room}`,
  severity: 'error',
  comment: `${room}/ may enter ${below.length > 0 ? below.map((name) => `#${name}`).join(', ') : 'no other room'}: move the shared part down, or pass it in`,
  from: { path: `^${room}/` },
  to: { path: anyRoom, pathNot: `^(${[room, ...below].join('|')})/` },
}))

const doors = [
  {
    name: 'door',
    severity: 'error',
    comment: 'a room is entered by its index.ts only: import from #room, and have index.ts list what you need',
    from: { path: anyRoom },
    to: { path: anyRoom, pathNot: ['^$1/', '^[^/]+/index\\.ts$', partDoors] },
  },
  {
    name: 'part-door',
    severity: 'error',
    comment:
      'what is of one kind of target is entered by the stack of that kind only: all others would load its provider',
    from: { path: anyRoom, pathNot: ofOneKind },
    to: { path: partDoors },
  },
  {
    name: 'part-lazily',
    severity: 'error',
    comment:
      'the stack of one kind of target is imported when it is asked for: by stacks/cluster-layer.ts, dynamically',
    from: { path: anyRoom, pathNot: ofOneKind },
    to: { path: ofOneKind, dynamic: false },
  },
  {
    name: 'door-outside',
    severity: 'error',
    comment: 'a test may look into the room that it mirrors, and into no other: import from #room',
    from: { path: '^(?:test|bench)/([^/]+)/' },
    to: { path: anyRoom, pathNot: ['^$1/', '^[^/]+/index\\.ts$', partDoors] },
  },
  {
    name: 'no-tests-in-rooms',
    severity: 'error',
    comment: 'what a room needs is in a room: move it out of test/ or bench/',
    from: { path: anyRoom },
    to: { path: '^(test|bench)/' },
  },
]

const onlyDoors = [
  [
    'terraform',
    '(^|/)node_modules/(cdktf|@cdktf)/',
    'cdktf and its providers are reached by #terraform only: add a named export there',
  ],
  ['kube', '(^|/)node_modules/@kubernetes/', "a cluster's API is spoken by #kube only"],
  [
    'tools',
    '(^|/)node_modules/execa/|^(node:)?child_process$',
    'programs are started by #tools only: use run or startDaemon',
  ],
].map(([room, path, comment]) => ({
  name: `only-${room}`,
  severity: 'error',
  comment,
  from: { path: anyRoom, pathNot: `^${room}/` },
  to: { path },
}))

// no tsConfig: with it, the package `constructs` resolves to our folder of that name
export default {
  forbidden: [
    ...directions,
    ...doors,
    ...onlyDoors,
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'two files that need each other are one file, or have a third below them',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'nothing is found under this name: rooms are #room, siblings ./file.ts',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency',
      severity: 'error',
      comment: 'what a room imports is a dependency in package.json, not a devDependency',
      from: { path: anyRoom },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    detectProcessBuiltinModuleCalls: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    exclude: { path: '^(node_modules|test/fixtures|test/house/breaches|\\.superpod|cdktf\\.out)/' },
  },
}
