export { execa } from 'execa'
export { spawn } from 'node:child_process'
