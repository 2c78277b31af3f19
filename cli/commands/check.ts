import { counted, hasErrors } from '#core'
import { atArgument, podArgument, targetArgument } from '../arguments.ts'
import { command } from '../command.ts'
import { describedPod } from '../described-pod.ts'

/** Judges a pod's config. */
export const check = command({
  name: 'check',
  summary: 'whether the config holds: its files, and what follows from them',
  description: 'Needs nothing but Node. A warning does not fail it: an expired tenant is one.',
  args: { pod: podArgument, target: targetArgument, at: atArgument },
  examples: [
    { line: './superpod check', purpose: 'the default pod, on its default target' },
    { line: './superpod check gefion --target kind', purpose: 'with what the target overrides' },
    { line: './superpod check gefion --at 2028-01-01', purpose: 'who has expired by then' },
    { line: './superpod check ../my-pod --json', purpose: 'a folder of your own, for a program' },
  ],
  async run(args, desk) {
    const { loaded, model, findings } = await describedPod(args, desk)
    const pod = { name: loaded.name, folder: loaded.dir, target: loaded.target?.name }
    return {
      data: { ok: !hasErrors(findings), pod, tenants: loaded.tenants.length },
      findings,
      findingsAreResult: true,
      text(colors) {
        const errors = findings.filter(({ severity }) => severity === 'error').length
        if (errors > 0) return `${colors.red('✗')} ${loaded.name}: ${counted(errors, 'error')}`
        const size = model
          ? [
              counted(model.systems.length, 'system'),
              counted(model.systems.length * model.generation.gpu.count, 'GPU'),
              counted(model.tenants.length, 'tenant'),
            ].join(', ')
          : ''
        return `${colors.green('✓')} ${loaded.name} on ${loaded.target?.name} holds: ${size}`
      },
    }
  },
})
