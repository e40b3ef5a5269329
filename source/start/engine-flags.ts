import process from 'node:process';
import {setFlagsFromString} from 'node:v8';

/**
Keeps the space for new objects as small as it is at the start. V8 doubles it while a program starts, up to 16 MB, and another
16 MB to which it copies what is still used; most of that stays resident for ever. The objects of a tick are few, and nearly all
of them are garbage at the next one. V8 reads this flag whenever it is about to grow that space.
*/
const smallYoungGeneration = '--semi-space-growth-factor=1';

/**
By the major version of Node, whose V8 they are of: others are left alone, since a flag may have another meaning there.

V8 compiles a function for speed as soon as it was called some hundred times. Most functions of a screen are called a few times
per second, and never earn the time and memory of their compilation. These flags leave it to those that are called much more
often: with thousands of processes, or hundreds of clients.
*/
const flags: Readonly<Record<string, readonly string[]>> = {
	20: [smallYoungGeneration, '--interrupt-budget=1000000'],
	22: [smallYoungGeneration],
	24: [smallYoungGeneration, '--no-maglev', '--invocation-count-for-turbofan=60000'],
};

/** Sets the flags of V8 that make a monitor light. Before anything is compiled: V8 refuses code compiled with other flags. */
export function setEngineFlags(): void {
	const [major = ''] = process.versions.node.split('.');
	for (const flag of flags[major] ?? []) {
		setFlagsFromString(flag);
	}
}
