import {type Frame, maxBytes} from './frames.js';

/** The lines of a group as the script has them, of which a frame contains only those that changed. */
export type LineGroup = {
	/** Applies a frame and returns the texts of all files in the group, by their names in the script. */
	apply(frame: Frame): ReadonlyMap<string, string>;
};

const maxCount = 100_000;

export function lineGroup(): LineGroup {
	/** Lines after the last one are kept, because the script compares with them when the group grows again. */
	const lines: string[] = [];
	let bytes = 0;

	return {
		apply({count, lines: changes}) {
			for (const change of changes) {
				const [, number, line] = /^(\d{1,6}) (.*)$/s.exec(change) ?? [];
				const index = Number(number) - 1;
				if (line === undefined || index < 0 || index > lines.length || index >= maxCount) {
					throw new Error('the machine sent a changed line without its number');
				}

				bytes += line.length - (lines[index]?.length ?? 0);
				lines[index] = line;
				if (bytes > maxBytes) {
					throw new Error('the machine sent more than the files of a kernel contain');
				}
			}

			if (count > lines.length) {
				throw new Error('the machine sent fewer lines than it announced');
			}

			const texts = new Map<string, string[]>();
			for (const line of lines.slice(0, count)) {
				const colon = line.indexOf(':');
				const name = colon === -1 ? '' : line.slice(0, colon);
				const text = line.slice(colon + 1);
				const known = texts.get(name);
				if (known) {
					known.push(text);
				} else {
					texts.set(name, [text]);
				}
			}

			return new Map([...texts].map(([name, list]) => [name, `${list.join('\n')}\n`]));
		},
	};
}
