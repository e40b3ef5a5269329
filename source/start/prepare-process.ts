import process from 'node:process';
import {setEngineFlags} from './engine-flags.js';

/** Settings of the process that must be made before the program is compiled. */
export function prepareProcess(): void {
	// The development build of React is slower and keeps a record of every frame.
	process.env.NODE_ENV ||= 'production';
	setEngineFlags();
}
