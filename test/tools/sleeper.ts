import { run } from '#tools'

// runs a program that sleeps, prints its process id, and listens to no signal itself
await run('sh', ['-c', 'echo $$; sleep 30'], {
  env: { PATH: '/usr/bin:/bin' },
  line: (line) => void process.stdout.write(`${line}\n`),
})
