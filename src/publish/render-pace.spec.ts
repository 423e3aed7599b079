import { RenderPace } from './render-pace.js';

const declaration = { kind: 'declaration' as const, consignments: 480 };
const lists = { kind: 'consolidation' as const, consignments: 4_980 };

describe('the pace of rendering', () => {
  it('tells nothing before anything has been made', () => {
    expect(new RenderPace([declaration], 4).secondsLeft()).toBeUndefined();
  });

  it('goes by what each kind took, however far apart they are', () => {
    const pace = new RenderPace([...Array.from({ length: 20 }, () => declaration), lists, lists], 2);
    for (let i = 0; i < 10; i += 1) pace.made(declaration, 100);
    pace.made(lists, 400);
    // Ten declarations of 100 ms and one more of the lists, two at a time.
    expect(pace.secondsLeft()).toBeCloseTo(0.7, 6);
  });

  it('leaves out a kind of which nothing has been made', () => {
    const pace = new RenderPace([declaration, declaration, lists], 1);
    pace.made(declaration, 100);
    expect(pace.secondsLeft()).toBeCloseTo(0.1, 6);
  });

  it('forgets how slow the first ones were', () => {
    const pace = new RenderPace(
      Array.from({ length: 200 }, () => declaration),
      1,
    );
    pace.made(declaration, 5_000);
    for (let i = 0; i < 99; i += 1) pace.made(declaration, 100);
    expect(pace.secondsLeft()).toBeCloseTo(10, 0);
  });

  it('comes to nothing at the end', () => {
    const pace = new RenderPace([declaration], 4);
    pace.made(declaration, 100);
    expect(pace.secondsLeft()).toBe(0);
  });
});
