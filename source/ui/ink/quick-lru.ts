import QuickLRU, {type Options} from 'original:quick-lru';
import {maxTexts} from './memory.js';

/**
Replaces quick-lru 7 for Ink 8.0.0, which remembers the size of the last 4,096 to 8,192 texts and as many wrapped ones.

With a text per panel that is some hundred frames, tens of megabytes that are never asked for again. What is remembered
follows from the key alone, so remembering less changes nothing but time.
*/
export default class<Key, Value> extends QuickLRU<Key, Value> {
	constructor(options: Options) {
		super({...options, maxSize: Math.min(options.maxSize, maxTexts)});
	}
}
