import process from 'node:process';
import {setFlagsFromString} from 'node:v8';
import {boundYoungGeneration} from './young-generation.js';

/**
The flags for each major version of Node with which they, and that of the young generation, were tried. Other versions of V8 may
give a flag another meaning.

V8 optimizes a function after some hundred calls. Most functions of a screen are called a few times per second: optimizing
them at once costs more time than it saves in the first minutes. With these flags V8 optimizes functions later, and with its
slowest compiler only those that are called very often: with thousands of processes, or hundreds of clients.
*/
const flags: Readonly<Record<string, readonly string[]>> = {
	20: ['--interrupt-budget=1000000'],
	22: [],
	24: ['--invocation-count-for-maglev=5000', '--invocation-count-for-turbofan=60000'],
};

/** Settings of the process that must be made before the program is compiled. */
export function prepareProcess(): void {
	// The development build of React is slower and keeps a record of every frame.
	process.env.NODE_ENV ||= 'production';
	const [major = ''] = process.versions.node.split('.');
	const chosen = flags[major];
	if (chosen) {
		for (const flag of chosen) {
			// V8 refuses kept code that was compiled with other flags.
			setFlagsFromString(flag);
		}

		boundYoungGeneration();
	}
}
