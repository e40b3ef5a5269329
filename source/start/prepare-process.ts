import process from 'node:process';
import {setFlagsFromString} from 'node:v8';

/**
Keeps the space for new objects as small as it is at the start. V8 doubles it while a program starts, up to 16 MB, and another
16 MB to which it copies what is still used; most of that remains resident. The objects of a tick are few, and nearly all of
them are garbage at the next one. V8 reads this flag whenever it is about to grow that space.
*/
const smallYoungGeneration = '--semi-space-growth-factor=1';

/**
The flags for each major version of Node with which they were tried. Other versions of V8 may give a flag another meaning.

V8 optimizes a function after some hundred calls. Most functions of a screen are called a few times per second, and
optimizing them costs more time and memory than it saves. With these flags V8 optimizes only functions that are called much
more often: with thousands of processes, or hundreds of clients.
*/
const flags: Readonly<Record<string, readonly string[]>> = {
	20: [smallYoungGeneration, '--interrupt-budget=1000000'],
	22: [smallYoungGeneration],
	24: [smallYoungGeneration, '--no-maglev', '--invocation-count-for-turbofan=60000'],
};

/** Settings of the process that must be made before the program is compiled. */
export function prepareProcess(): void {
	// The development build of React is slower and keeps a record of every frame.
	process.env.NODE_ENV ||= 'production';
	const [major = ''] = process.versions.node.split('.');
	for (const flag of flags[major] ?? []) {
		// V8 refuses kept code that was compiled with other flags.
		setFlagsFromString(flag);
	}
}
