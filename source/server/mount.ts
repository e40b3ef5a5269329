/** Where a server of somebody else's is added to: `/monitor` and `/monitor/` are the same. */
export type Mount = {
	/** Whether a WebSocket client that asks for this URL means the stream. */
	isStream(url: string): boolean;
	/** The URL as seen from there: `/monitor/metrics` is `/metrics`. One that is not below stays as it is. */
	below(url: string): string;
};

export function createMount(path: string): Mount {
	const prefix = path.replace(/\/+$/, '');

	return {
		isStream: url => url.split('?', 1)[0]?.replace(/\/+$/, '') === prefix,
		below(url) {
			const rest = url.startsWith(prefix) ? url.slice(prefix.length) : undefined;
			return rest !== undefined && /^(?:[/?]|$)/.test(rest) ? rest.replace(/^(?!\/)/, '/') : url;
		},
	};
}
