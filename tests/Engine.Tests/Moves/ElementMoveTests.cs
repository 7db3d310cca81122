using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Moves;

namespace TypedModels.Engine.Tests.Moves;

public class ElementMoveTests
{
    private readonly Random _random = new(7);

    [Fact]
    public void LoopsCopyWhatTheySayForElementsOfEverySize()
    {
        for (int round = 0; round < 300; round++)
        {
            var axes = RandomAxes();
            Check<byte>(axes);
            Check<ushort>(axes);
            Check<uint>(axes);
            Check<ulong>(axes);
            Check<Vector128<byte>>(axes);
        }
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(8, 9)]
    [InlineData(17, 8)]
    [InlineData(33, 70)]
    [InlineData(3, 50)]
    public void TransposedMatricesAreCopiedInTiles(int rows, int columns)
    {
        // Read down the columns, write along the rows; with a batch around it.
        (int, int, int)[] axes = [(2, rows * columns, rows * columns), (columns, 1, rows), (rows, columns, 1)];
        Check<byte>(axes);
        Check<ushort>(axes);
        Check<uint>(axes);
        Check<ulong>(axes);
        Check<Vector128<byte>>(axes);
    }

    [Fact]
    public void LoopsThatGoOnWhereTheNextInnerOneEndsAreOne()
    {
        var loops = new CopyLoops(0, 0);
        loops.Add(2, 12, 12);
        loops.Add(1, 5, 7);
        loops.Add(3, 4, 4);
        loops.Add(4, 1, 1);
        Assert.Equal((1, 24), (loops.Depth, loops.Length(0)));
    }

    [Fact]
    public void LoopsKnowWhatTheyReach()
    {
        var loops = new CopyLoops(5, 0);
        loops.Add(6, -1, 2);
        Assert.True(loops.IsInside(6, 11));
        Assert.False(loops.IsInside(5, 11));
        Assert.False(loops.IsInside(6, 10));
        loops.Add(2, -1, 0);
        Assert.False(loops.IsInside(100, 100));
    }

    private (int Length, int From, int To)[] RandomAxes()
    {
        int[] lengths = [.. Enumerable.Range(0, _random.Next(0, 5)).Select(_ => _random.Next(1, 12))];
        int[] fromOrder = [.. Enumerable.Range(0, lengths.Length)];
        _random.Shuffle(fromOrder);
        var axes = lengths.Select(length => (length, From: 0, To: 0)).ToArray();
        int from = _random.Next(1, 3), to = _random.Next(1, 3);
        for (int i = lengths.Length - 1; i >= 0; i--)
        {
            axes[i].To = to;
            to *= lengths[i];
            axes[fromOrder[i]].From = _random.Next(5) == 0 ? 0 : from;
            from *= lengths[fromOrder[i]];
        }

        // One axis is read backwards.
        if (axes.Length > 0 && _random.Next(3) == 0)
        {
            axes[0].From = -axes[0].From;
        }

        return axes;
    }

    private void Check<T>((int Length, int From, int To)[] axes)
        where T : unmanaged
    {
        int fromStart = axes.Sum(axis => Math.Max(0, -axis.From) * (axis.Length - 1)) + 3;
        var source = new T[fromStart + axes.Sum(axis => Math.Max(0, axis.From) * (axis.Length - 1)) + 1];
        _random.NextBytes(MemoryMarshal.AsBytes(source.AsSpan()));
        var expected = new T[2 + axes.Sum(axis => axis.To * (axis.Length - 1)) + 1];
        var actual = new T[expected.Length];
        Copy(source, expected, axes, 0, fromStart, 2);

        var loops = new CopyLoops(fromStart, 2);
        foreach (var (length, from, to) in axes)
        {
            loops.Add(length, from, to);
        }

        Assert.True(loops.IsInside(source.Length, expected.Length));
        loops.ToBytes(Unsafe.SizeOf<T>());
        int size = loops.Widen(Unsafe.SizeOf<T>());
        loops.PairTransposed(size);
        Run(loops, size, ref Unsafe.As<T, byte>(ref source[0]), ref Unsafe.As<T, byte>(ref actual[0]));
        Assert.True(MemoryMarshal.AsBytes(expected.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(actual.AsSpan())), $"{typeof(T).Name}: {string.Join(" ", axes)}");
    }

    private static void Run(in CopyLoops loops, int size, ref byte from, ref byte to)
    {
        switch (size)
        {
            case 1:
                ElementMove<byte>.Run(loops, ref from, ref to);
                break;
            case 2:
                ElementMove<ushort>.Run(loops, ref from, ref to);
                break;
            case 4:
                ElementMove<uint>.Run(loops, ref from, ref to);
                break;
            case 8:
                ElementMove<ulong>.Run(loops, ref from, ref to);
                break;
            default:
                ElementMove<Vector128<byte>>.Run(loops, ref from, ref to);
                break;
        }
    }

    private static void Copy<T>(T[] source, T[] target, ReadOnlySpan<(int Length, int From, int To)> axes, int axis, int from, int to)
    {
        if (axis == axes.Length)
        {
            target[to] = source[from];
            return;
        }

        for (int i = 0; i < axes[axis].Length; i++)
        {
            Copy(source, target, axes, axis + 1, from + (i * axes[axis].From), to + (i * axes[axis].To));
        }
    }
}
