// a process that applies a tiny pod, to be killed on the way: node run-apply.ts <workspace> <delivery> <helm> <chart> <version> <word>
import { applyStacks, type DeliveryKind, workplaceOf } from '#delivery'
import { connect } from '#kube'
import { annotated, plainContext, tinyStacks } from './tiny-machine.ts'

const [workspace = '', delivery = '', helm = '', chart = '', version = '', word = ''] = process.argv.slice(2)
const stacks = annotated(await tinyStacks(), word)
const context = await plainContext(workspace, stacks, delivery as DeliveryKind)
const cluster = connect(workplaceOf(workspace, 'tiny', 'twin').kubeconfig)
await applyStacks({ ...context, cluster, helm, charts: { [`kueue-${version}`]: chart } }, stacks)
process.exit()
