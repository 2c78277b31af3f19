import { Fault } from '#core'
import { capacityReport, unknownPlaces } from '#model'
import { atArgument, podArgument, targetArgument } from '../arguments.ts'
import { printedCapacity } from '../capacity-words.ts'
import { command } from '../command.ts'
import { dayToJudge } from '../day.ts'
import { soundPod } from '../described-pod.ts'

/** Prints who is promised what. */
export const capacity = command({
  name: 'capacity',
  summary: 'who is promised which GPUs, what is free, and who loses what when systems fail',
  description: [
    'By pool and by tenant. --at counts expiries; --without supposes systems out of service: systems, racks, units,',
    'or places on the floor, joined by commas. Nothing is changed: quotas never follow an outage.',
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    at: atArgument,
    without: {
      type: 'string',
      valueHint: 'places',
      description: 'systems, racks or units to suppose out of service, such as su3,rack:a05',
    },
  },
  examples: [
    { line: './superpod capacity', purpose: 'the ledger, today' },
    { line: './superpod capacity gefion --at 2027-06-30', purpose: 'after what has expired by then' },
    { line: './superpod capacity gefion --without su3', purpose: 'who loses what without that scalable unit' },
    { line: './superpod capacity gefion --json', purpose: 'for a program' },
  ],
  async run(args, desk) {
    const { model, findings } = await soundPod(args, desk)
    const without = args.without === undefined ? [] : args.without.split(',').filter((place) => place !== '')
    const unknown = unknownPlaces(model, without)
    if (unknown.length > 0) throw new Fault(2, unknown)
    const report = capacityReport(model, { at: dayToJudge(args.at, desk.today), without })
    return { data: report, findings, text: (colors) => printedCapacity(model, report, colors) }
  },
})
