// a process that applies a tiny pod, to be killed on the way: node run-apply.ts <workspace> <delivery> <helm> <chart> <version>
import { applyStacks, type DeliveryKind, workplaceOf } from '#delivery'
import { connect } from '#kube'
import { plainContext, tinyStacks } from './tiny-machine.ts'

const [workspace = '', delivery = '', helm = '', chart = '', version = ''] = process.argv.slice(2)
const stacks = await tinyStacks()
const context = await plainContext(workspace, stacks, delivery as DeliveryKind)
const cluster = connect(workplaceOf(workspace, 'tiny', 'twin').kubeconfig)
await applyStacks({ ...context, cluster, helm, charts: { [`kueue-${version}`]: chart } }, stacks)
process.exit()
