import {parseRequestTarget, type RequestTarget} from './request-target.js';

/** The path of mon-tui on an HTTP server of another program. `/monitor` and `/monitor/` are equivalent. */
export type Mount = {
	/** Returns whether the URL is that of the WebSocket stream. */
	isStream(url: string): boolean;
	/** Returns the target relative to the path: `/monitor/metrics` becomes `/metrics`. Other targets are not changed. */
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
