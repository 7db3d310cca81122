using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Tests.Memory;

public sealed unsafe class InternedBlocksTests
{
    private const int Length = 10_000;

    private readonly InternedBlocks _blocks = new(ContentHash.Of);

    [Fact]
    public void EqualContentsAreOneBlockAndTheNewOneIsFreedAtOnce()
    {
        var first = _blocks.Intern(Filled(1));
        var second = Filled(1);

        Assert.Same(first, _blocks.Intern(second));
        Assert.True(second.IsFree);
        Assert.Equal(1, _blocks.Count(Length));
    }

    [Fact]
    public void DifferentContentsAreDifferentBlocks()
    {
        Assert.NotSame(_blocks.Intern(Filled(1)), _blocks.Intern(Filled(2)));
        Assert.Equal(2, _blocks.Count(Length));
    }

    [Fact]
    public void ContentsThatDifferInTheirLastByteAreDifferentBlocks()
    {
        var other = Filled(1);
        other.Pointer[Length - 1] ^= 1;

        Assert.NotSame(_blocks.Intern(Filled(1)), _blocks.Intern(other));
    }

    [Fact]
    public void ContentsOfDifferentLengthsAreDifferentBlocks() => Assert.NotSame(_blocks.Intern(Filled(0)), _blocks.Intern(Filled(0, Length + 1)));

    [Fact]
    public void ContentsOfOneHashAreNotMixedUp()
    {
        var blocks = new InternedBlocks(_ => 42);
        var all = Enumerable.Range(0, 10).Select(content => blocks.Intern(Filled(content))).ToArray();

        Assert.Equal(10, all.Distinct().Count());
        Assert.All(all, (block, content) => Assert.Equal((byte)content, block.Pointer[0]));
        Assert.All(all, (block, content) => Assert.Same(block, blocks.Intern(Filled(content))));
    }

    [Fact]
    public void ABlockGoesWithItsLastHolder()
    {
        var block = _blocks.Intern(Filled(1));
        _blocks.Intern(Filled(1)).Release();
        Assert.False(block.IsFree);
        block.Release();

        Assert.True(block.IsFree);
        Assert.Equal(0, _blocks.Count(Length));
        Assert.False(block.TryHold());
        Assert.NotSame(block, _blocks.Intern(Filled(1)));
    }

    [Fact]
    public void ShortBlocksAreNotSought()
    {
        Assert.NotSame(_blocks.Intern(Filled(1, InternedBlocks.LeastLength - 1)), _blocks.Intern(Filled(1, InternedBlocks.LeastLength - 1)));
        Assert.Equal(0, _blocks.Count(InternedBlocks.LeastLength - 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SixteenThreadsEndWithOneBlockForEachContent(bool collides)
    {
        var blocks = collides ? new InternedBlocks(_ => 0) : _blocks;
        var found = new MemoryBlock[16, 8];
        RunTogether(thread =>
        {
            for (int content = 0; content < 8; content++)
            {
                found[thread, content] = blocks.Intern(Filled(content));
            }
        });

        Assert.Equal(8, blocks.Count(Length));
        Assert.All(found.Cast<MemoryBlock>(), (block, index) => Assert.Same(found[0, index % 8], block));
    }

    [Fact]
    public void ThreadsThatTakeAndLetGoLeaveNothing()
    {
        RunTogether(thread =>
        {
            for (int i = 0; i < 500; i++)
            {
                var block = _blocks.Intern(Filled((i + thread) % 3));
                Assert.Equal((byte)((i + thread) % 3), block.Pointer[Length - 1]);
                block.Release();
            }
        });

        Assert.Equal(0, _blocks.Count(Length));
    }

    [Fact]
    public void TheHashTellsContentsApart()
    {
        var hashes = new HashSet<ulong>();
        using var blocks = new Disposal();
        for (int length = 1; length <= 200; length++)
        {
            var block = blocks.Add(Filled(0, length));
            Assert.True(hashes.Add(ContentHash.Of(block)));
            for (int bit = 0; bit < 8 * length; bit += 3)
            {
                block.Pointer[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.True(hashes.Add(ContentHash.Of(block)));
                block.Pointer[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    private static void RunTogether(Action<int> work)
    {
        using var start = new Barrier(16);
        var failures = new List<Exception>();
        var threads = Enumerable.Range(0, 16).Select(index => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                work(index);
            }
            catch (Exception exception)
            {
                lock (failures)
                {
                    failures.Add(exception);
                }
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);
    }

    private static MemoryBlock Filled(int content, int length = Length)
    {
        var block = new MemoryBlock((nuint)length);
        new Span<byte>(block.Pointer, length).Fill((byte)content);
        return block;
    }

    /// <summary>Blocks that are let go of at the end.</summary>
    private sealed class Disposal : IDisposable
    {
        private readonly List<MemoryBlock> _held = [];

        public MemoryBlock Add(MemoryBlock block)
        {
            _held.Add(block);
            return block;
        }

        public void Dispose() => _held.ForEach(block => block.Release());
    }
}
