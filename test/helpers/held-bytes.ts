import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

/**
What is held on the heap of V8 and beside it, in buffers, after garbage collections with turns of the loop in between: what
ends only then is let go of, too.
*/
export async function heldBytes(): Promise<number> {
	await collectGarbage();
	const {heapUsed, external} = process.memoryUsage();
	return heapUsed + external;
}

/** Lets go of all that nobody holds. */
export async function collectGarbage(): Promise<void> {
	setFlagsFromString('--expose-gc');
	const collect: () => void = runInNewContext('gc');
	for (let round = 0; round < 3; round++) {
		collect();
		await nextTurn();
	}
}
