import {processOf} from '../test/helpers/processes.js';
import {ok} from '../test/helpers/samples.js';

export const processCount = 300;

/** The processes of a server that has something to do. */
export const processes = ok({
	total: processCount,
	running: 1,
	sleeping: processCount - 1,
	stopped: 0,
	zombie: 0,
	threads: 3 * processCount,
	unreadable: 0,
	blocked: undefined,
	ended: undefined,
	list: Array.from({length: processCount}, (_, index) => processOf(1000 + index, {cpuPercent: index / 10})),
});
