/** An error of a proxy. Its message contains no secrets. */
export class ProxyError extends Error {
	override readonly name = 'ProxyError';
}

/** Returns the error for a status that a proxy answered. */
export function refusedByProxy(label: string, status: number): ProxyError {
	return new ProxyError(`the proxy ${label} answered ${status}${meanings[status] ?? ''}`);
}

const meanings: Readonly<Record<number, string>> = {
	403: ': access to the target is denied',
	407: ': authentication is required',
	502: ': it cannot reach the target',
	503: ': it cannot reach the target',
	504: ': the target does not respond',
};
