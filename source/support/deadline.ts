/** There was no answer in time. */
export class DeadlineError extends Error {
	override readonly name = 'DeadlineError';
}

/**
Settles as the task does. Rejects with a DeadlineError when that takes longer; the task goes on unheard. The timer keeps the
process alive: there may be nothing else that does.
*/
export async function withDeadline<Value>(
	timeoutMs: number,
	task: PromiseLike<Value>,
	message = `no answer within ${timeoutMs / 1000} s`,
): Promise<Value> {
	let timer: NodeJS.Timeout | undefined;
	const overdue = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new DeadlineError(message)), timeoutMs);
	});
	try {
		return await Promise.race([task, overdue]);
	} finally {
		clearTimeout(timer);
	}
}

/** Resolves when the task has ended, well or not, or when time is up: a disk may hang. Never rejects. */
export async function waitAtMost(timeoutMs: number, task: PromiseLike<unknown>): Promise<void> {
	await withDeadline(timeoutMs, task).catch(() => {});
}
