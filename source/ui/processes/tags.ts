import type {Process} from '../../metrics/snapshot.js';
import {processKey} from './rows.js';

/** Maximum number of tagged processes. */
export const maxTagged = 500;

/** Keys of the tagged processes, in the order of tagging. */
export type Tags = ReadonlySet<string>;

export function toggleTag(tags: Tags, key: string): Tags {
	const others = new Set([...tags].filter(tagged => tagged !== key));
	return tags.has(key) ? others : withTags(tags, [key]);
}

/** Returns the tags with further ones, at most `maxTagged`. */
export function withTags(tags: Tags, keys: readonly string[]): Tags {
	return new Set([...tags, ...keys].slice(0, maxTagged));
}

/** Returns the tagged processes that still run, in the order of tagging. */
export function taggedProcesses(tags: Tags, list: readonly Process[]): readonly Process[] {
	if (tags.size === 0) {
		return [];
	}

	const byKey = new Map(list.map(process => [processKey(process), process]));
	return [...tags].flatMap(key => byKey.get(key) ?? []);
}
