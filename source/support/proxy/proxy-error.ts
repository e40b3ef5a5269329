/** A proxy does not do what it is there for. The message is for a person and holds no secret. */
export class ProxyError extends Error {
	override readonly name = 'ProxyError';
}

/** What a proxy answers instead of leading on. */
export function refusedByProxy(label: string, status: number): ProxyError {
	return new ProxyError(`the proxy ${label} answered ${status}${meanings[status] ?? ''}`);
}

const meanings: Readonly<Record<number, string>> = {
	403: ': it does not allow this target',
	407: ': it requires a user and a password',
	502: ': it cannot reach the target',
	503: ': it cannot reach the target',
	504: ': the target does not answer it',
};
