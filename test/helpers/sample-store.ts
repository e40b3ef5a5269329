import type {Problem} from '../../source/core/problem.js';
import type {Sample} from '../../source/core/sample.js';
import {changeProblem, initialState, type MonitorState, receiveSample} from '../../source/core/state.js';
import {createStore, type ReadonlyStore} from '../../source/core/store.js';

/** The store of a monitor whose samples come from a test. */
export type SampleStore = ReadonlyStore<MonitorState> & {
	receive(sample: Sample): void;
	report(area: string, message: string | undefined): void;
	problems(): readonly Problem[];
	/** Every problem there was, in order, `undefined` for its end. */
	readonly reported: readonly (string | undefined)[];
};

export function sampleStore(): SampleStore {
	const store = createStore<MonitorState>(initialState(500, {samples: 100, seconds: 3600}));
	const reported: (string | undefined)[] = [];
	return {
		getState: store.getState,
		subscribe: store.subscribe,
		receive: sample => store.setState(state => receiveSample(state, sample)),
		report(area, message) {
			if (store.getState().problems.some(problem => problem.area === area) || message !== undefined) {
				reported.push(message);
			}

			store.setState(state => changeProblem(state, area, message, 0));
		},
		problems: () => store.getState().problems,
		reported,
	};
}
