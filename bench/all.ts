/**
Runs every benchmark, one after the other, and prints its figures. Each also runs alone: `node --import=tsx bench/start-up.ts`.

Figures depend on the machine and on what else it does: compare only what was measured in one run.
*/
import {availableParallelism, cpus, release} from 'node:os';

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Linux ${release()}`);
await import('./start-up.js');
await import('./steady-state.js');
await import('./collectors.js');
await import('./processes.js');
await import('./groups.js');
await import('./sampler.js');
await import('./diagnosis.js');
await import('./alerts.js');
await import('./export.js');
await import('./databases.js');
await import('./recording.js');
await import('./broadcast.js');
await import('./fleet.js');
await import('./threads.js');
