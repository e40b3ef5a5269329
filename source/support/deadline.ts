/** An error that is thrown after a timeout. */
export class DeadlineError extends Error {
	override readonly name = 'DeadlineError';
}

/**
Settles with the task, or rejects with a DeadlineError after the timeout; the task then continues and its result is
ignored. The timer keeps the process alive.
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

/** Resolves when the task has settled, or after the timeout, for example because a disk hangs. Never rejects. */
export async function waitAtMost(timeoutMs: number, task: PromiseLike<unknown>): Promise<void> {
	await withDeadline(timeoutMs, task).catch(() => {});
}
