import { z } from 'zod'

/** An image by digest: what a probe says is worth what its image is. */
const DigestImage = z
  .string()
  .max(300)
  .regex(
    /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+@sha256:[0-9a-f]{64}$/,
    'an image with its registry and its digest, such as registry.example.org/cuda@sha256:…',
  )
  .meta({ description: 'Image with its registry and its digest; no tag, no scheme.' })

/** Images of probes; superpod has no default: whichever it is, somebody must have looked at it. */
const ProbeImages = z
  .strictObject({
    gpuHole: DigestImage.optional().meta({
      description:
        'Image that sets NVIDIA_VISIBLE_DEVICES=all, with a shell: it asks for no GPU, must see none, and prints its memory lock limit.',
    }),
    dcgm: DigestImage.optional().meta({ description: 'Image with nv-hostengine, dcgmi and a shell.' }),
    allReduce: DigestImage.optional().meta({
      description: 'Image with all_reduce_perf of nccl-tests built with MPI, mpirun, ssh and sshd.',
    }),
  })
  .meta({ id: 'ProbeImages', description: 'Images of probes, each by digest; a probe without one does not run.' })

/** What `verify --probe` runs on systems. */
const Probe = z
  .strictObject({
    images: ProbeImages.prefault({}),
    minutes: z.int().min(1).max(120).default(15).meta({
      description: 'Longest time that one job of a probe may take, waiting included.',
      unit: 'min',
    }),
    parallel: z.int().min(1).max(64).default(4).meta({
      description: 'Systems that are probed at once; an all-reduce takes those of one scalable unit.',
      unit: 'systems',
    }),
  })
  .meta({ id: 'Probe', description: 'What verify --probe runs on systems.' })

/** How the live machine is looked at. */
export const Verify = z
  .strictObject({ probe: Probe.prefault({}) })
  .meta({ id: 'Verify', description: 'How the live machine is looked at.' })
