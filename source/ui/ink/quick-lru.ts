import QuickLRU, {type Options} from 'original:quick-lru';
import {maxTexts} from './memory.js';

/**
Replaces quick-lru 7 for Ink 8.0.0, which caches the size of the last 4,096 to 8,192 texts and as many wrapped ones. With
one text per panel, that is some hundred frames and tens of megabytes that are never read again. Cached values follow from
the key alone, so a smaller cache only costs time.
*/
export default class<Key, Value> extends QuickLRU<Key, Value> {
	constructor(options: Options) {
		super({...options, maxSize: Math.min(options.maxSize, maxTexts)});
	}
}
