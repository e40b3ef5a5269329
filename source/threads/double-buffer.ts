/** The 32-bit words at the beginning; two slots of equal size follow. */
const head = {
	/** Tells this memory from any other. */
	mark: 0,
	/** The number of the latest edition, counted from 1. Once there will be no other its complement, which is negative. */
	published: 1,
	/** The number of the edition that is or was last written into its slot. */
	begun: 2,
	/** In bytes, of the edition in each slot. */
	lengths: 3,
	end: 5,
} as const;

const mark = 0x6d_74_75_31;

/** Memory in which one thread publishes editions of up to `slotBytes` that others read. */
export function createDoubleBuffer(slotBytes: number): SharedArrayBuffer {
	const memory = new SharedArrayBuffer((head.end + 2 * Math.ceil(slotBytes / 4)) * 4);
	new Int32Array(memory)[head.mark] = mark;
	return memory;
}

/** For the one thread that writes. */
export type Publisher = {
	/** `false` when it is too long: nothing changes then. */
	publish(bytes: Uint8Array): boolean;
	/** Nothing else will come. */
	end(): void;
};

/** One of the things published, numbered from 1. */
export type Edition = {readonly number: number; readonly bytes: Uint8Array};

/** For any thread. */
export type Subscriber = {
	/** The number of the latest edition, 0 before the first. */
	latest(): number;
	hasEnded(): boolean;
	/** The latest edition, whole. `undefined` before the first. */
	read(): Edition | undefined;
	/** Waits until the latest edition is another, or the end, or `wake`. At once when that is so already. */
	changeSince(number: number): Promise<void>;
	/** Ends every wait, of the other threads too: they look, find nothing new, and wait again. */
	wake(): void;
};

/**
Editions go into the two slots in turn, so that the latest lies still while the next is written: neither side ever waits for
the other, and a writer that is killed in the middle leaves the latest behind.
*/
export function openPublisher(memory: SharedArrayBuffer): Publisher {
	const words = new Int32Array(memory);
	let number = 0;

	return {
		publish(bytes) {
			const [slot, slotWords] = slotOf(words, number + 1);
			if (bytes.length > slotWords * 4) {
				return false;
			}

			number += 1;
			Atomics.store(words, head.begun, number);
			// Word by word: plain writes may be seen in another order than the numbers around them, and the edition torn.
			const copy = new Int32Array(Math.ceil(bytes.length / 4));
			new Uint8Array(copy.buffer).set(bytes);
			copy.forEach((word, index) => {
				Atomics.store(words, slot + index, word);
			});

			Atomics.store(words, head.lengths + (number & 1), bytes.length);
			Atomics.store(words, head.published, number);
			Atomics.notify(words, head.published);
			return true;
		},
		end() {
			Atomics.store(words, head.published, ~number);
			Atomics.notify(words, head.published);
		},
	};
}

/** Throws when it is other memory. */
export function openSubscriber(memory: SharedArrayBuffer): Subscriber {
	if (!(memory instanceof SharedArrayBuffer) || memory.byteLength < head.end * 4) {
		throw new TypeError('this is not the memory of shared samples');
	}

	const words = new Int32Array(memory);
	if (words[head.mark] !== mark) {
		throw new TypeError('this is not the memory of shared samples');
	}

	const latest = (): number => {
		const published = Atomics.load(words, head.published);
		return published < 0 ? ~published : published;
	};

	return {
		latest,
		hasEnded: () => Atomics.load(words, head.published) < 0,
		read() {
			for (;;) {
				const number = latest();
				if (number === 0) {
					return undefined;
				}

				const [slot] = slotOf(words, number);
				const length = Atomics.load(words, head.lengths + (number & 1));
				const copy = new Int32Array(Math.ceil(length / 4));
				for (let index = 0; index < copy.length; index++) {
					copy[index] = Atomics.load(words, slot + index);
				}

				// The slot is used again by the edition after the next.
				if (Atomics.load(words, head.begun) < number + 2) {
					return {number, bytes: new Uint8Array(copy.buffer, 0, length)};
				}
			}
		},
		async changeSince(number) {
			// The wait begins only while the latest is still that one.
			const wait = Atomics.waitAsync(words, head.published, number);
			await wait.value;
		},
		wake() {
			Atomics.notify(words, head.published);
		},
	};
}

/** Where the slot of an edition begins, and how many words it has. */
function slotOf(words: Int32Array, number: number): readonly [begin: number, words: number] {
	const slotWords = (words.length - head.end) / 2;
	return [head.end + (number & 1) * slotWords, slotWords];
}
