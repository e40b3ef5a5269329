import {parseRequestTarget, type RequestTarget} from './request-target.js';

/** Where a server of somebody else's is added to: `/monitor` and `/monitor/` are the same. */
export type Mount = {
	/** Whether a WebSocket client that asks for this URL means the stream. */
	isStream(url: string): boolean;
	/** The target as seen from there: `/monitor/metrics` is `/metrics`. One that is not below stays as it is. */
	below(url: string): Pick<RequestTarget, 'path' | 'query'>;
};

export function createMount(path: string): Mount {
	const prefix = path.replace(/\/+$/, '');

	return {
		isStream: url => parseRequestTarget(url).path.replace(/\/+$/, '') === prefix,
		below(url) {
			const target = parseRequestTarget(url);
			const rest = target.path.startsWith(prefix) ? target.path.slice(prefix.length) : undefined;
			const isBelow = rest !== undefined && /^(?:\/|$)/.test(rest);
			return isBelow ? {...target, path: rest.replace(/^\/*/, '/')} : target;
		},
	};
}
