import {withDeadline} from '../../support/deadline.js';

/**
Wraps a function that knows neither time limits nor abortion. The wrapped one rejects when the answer takes longer than
`timeoutMs`, and also while an earlier answer, late or not, is still to come: what hangs never piles up.
*/
export function boundedCall<Args extends readonly unknown[], Result>(
	name: string,
	timeoutMs: number,
	call: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
	let isAwaited = false;

	return async (...args) => {
		if (isAwaited) {
			throw new Error(`${name} was not called: its last answer is still to come`);
		}

		isAwaited = true;
		const answer = (async () => {
			try {
				return await call(...args);
			} finally {
				isAwaited = false;
			}
		})();
		return withDeadline(timeoutMs, answer, `${name} gave no answer within ${timeoutMs / 1000} s`);
	};
}
