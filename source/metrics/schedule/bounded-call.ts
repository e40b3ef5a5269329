import {withDeadline} from '../../support/deadline.js';

/**
Wraps a function without timeout and abort signal. The wrapper rejects after `timeoutMs`, and while an earlier call has
not ended, so that hanging calls do not accumulate.
*/
export function boundedCall<Args extends readonly unknown[], Result>(
	name: string,
	timeoutMs: number,
	call: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
	let isAwaited = false;

	return async (...args) => {
		if (isAwaited) {
			throw new Error(`${name} was not called: its previous call has not ended`);
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
