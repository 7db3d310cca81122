namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>Encodes one scan of coefficients (ITU-T T.81, F.1 and G.1).</summary>
/// <param name="components">All components.</param>
/// <param name="scan">Which of them, which coefficients, which bits.</param>
/// <param name="writer">Where symbols go.</param>
internal sealed class JpegScanEncoder(JpegEncodedComponent[] components, JpegEncodedScan scan, JpegEntropyWriter writer)
{
    private const int MostCorrectionBits = 1000;
    private const int LongestRun = 0x7fff;

    private readonly int[] _lastDc = new int[4];
    private readonly List<bool> _corrections = [];
    private int _endOfBandRun;
    private int _acTable;

    /// <summary>Encodes the scan.</summary>
    /// <param name="mcusAcross">MCUs in a row.</param>
    /// <param name="mcusDown">Rows of MCUs.</param>
    /// <param name="stop">Whether the work should end.</param>
    public void Encode(int mcusAcross, int mcusDown, StopSignal? stop)
    {
        bool single = scan.Components.Length == 1;
        var first = components[scan.Components[0]];
        _acTable = JpegEntropyWriter.Table(ac: true, first.Tables);
        int across = single ? first.BlocksAcross : mcusAcross;
        int down = single ? first.BlocksDown : mcusDown;
        for (int y = 0; y < down; y++)
        {
            stop?.ThrowIfRaised();
            for (int x = 0; x < across; x++)
            {
                if (single)
                {
                    EncodeBlock(scan.Components[0], x, y);
                    continue;
                }

                foreach (int index in scan.Components)
                {
                    int sampling = components[index].Sampling;
                    for (int i = 0; i < sampling * sampling; i++)
                    {
                        EncodeBlock(index, x * sampling + i % sampling, y * sampling + i / sampling);
                    }
                }
            }
        }

        EndRun();
    }

    private void EncodeBlock(int index, int x, int y)
    {
        var component = components[index];
        var block = component.Block(x, y);
        if (scan.First > 0)
        {
            if (scan.HighBit == 0)
            {
                EncodeAcFirst(block);
            }
            else
            {
                EncodeAcRefinement(block);
            }

            return;
        }

        if (scan.HighBit > 0)
        {
            writer.Bits(block[0] >> scan.LowBit, 1);
            return;
        }

        int dc = block[0] >> scan.LowBit;
        Value(JpegEntropyWriter.Table(ac: false, component.Tables), 0, dc - _lastDc[index]);
        _lastDc[index] = dc;
        if (scan.Last > 0)
        {
            EncodeAc(block, JpegEntropyWriter.Table(ac: true, component.Tables));
        }
    }

    private void EncodeAc(ReadOnlySpan<short> block, int table)
    {
        int run = 0;
        for (int k = 1; k < 64; k++)
        {
            int value = block[JpegZigzag.Natural[k]];
            if (value == 0)
            {
                run++;
                continue;
            }

            for (; run > 15; run -= 16)
            {
                writer.Symbol(table, 0xf0);
            }

            Value(table, run, value);
            run = 0;
        }

        if (run > 0)
        {
            writer.Symbol(table, 0);
        }
    }

    private void EncodeAcFirst(ReadOnlySpan<short> block)
    {
        int run = 0;
        for (int k = scan.First; k <= scan.Last; k++)
        {
            int value = block[JpegZigzag.Natural[k]];
            value = value < 0 ? -(-value >> scan.LowBit) : value >> scan.LowBit;
            if (value == 0)
            {
                run++;
                continue;
            }

            EndRun();
            for (; run > 15; run -= 16)
            {
                writer.Symbol(_acTable, 0xf0);
            }

            Value(_acTable, run, value);
            run = 0;
        }

        if (run > 0 && ++_endOfBandRun == LongestRun)
        {
            EndRun();
        }
    }

    private void EncodeAcRefinement(ReadOnlySpan<short> block)
    {
        int lastNew = 0;
        for (int k = scan.First; k <= scan.Last; k++)
        {
            lastNew = Math.Abs(block[JpegZigzag.Natural[k]]) >> scan.LowBit == 1 ? k : lastNew;
        }

        int run = 0;
        int own = _corrections.Count;
        for (int k = scan.First; k <= scan.Last; k++)
        {
            int value = block[JpegZigzag.Natural[k]];
            int size = Math.Abs(value) >> scan.LowBit;
            if (size == 0)
            {
                run++;
                continue;
            }

            for (; run > 15 && k <= lastNew; run -= 16)
            {
                EndRun(own);
                writer.Symbol(_acTable, 0xf0);
                own = WriteCorrections(_corrections.Count);
            }

            if (size > 1)
            {
                _corrections.Add((size & 1) != 0);
                continue;
            }

            EndRun(own);
            writer.Symbol(_acTable, run << 4 | 1);
            writer.Bits(value < 0 ? 0 : 1, 1);
            own = WriteCorrections(_corrections.Count);
            run = 0;
        }

        if (run > 0 || _corrections.Count > own)
        {
            _endOfBandRun++;
            if (_endOfBandRun == LongestRun || _corrections.Count > MostCorrectionBits - 64 + 1)
            {
                EndRun();
            }
        }
    }

    private void EndRun() => EndRun(_corrections.Count);

    // Ends a run of blocks without new coefficients: its length, then the first so many bits that were kept for those blocks.
    private void EndRun(int corrections)
    {
        if (_endOfBandRun > 0)
        {
            int size = int.Log2(_endOfBandRun);
            writer.Symbol(_acTable, size << 4);
            writer.Bits(_endOfBandRun, size);
            _endOfBandRun = 0;
            WriteCorrections(corrections);
        }
    }

    private int WriteCorrections(int count)
    {
        count = Math.Min(count, _corrections.Count);
        for (int i = 0; i < count; i++)
        {
            writer.Bits(_corrections[i] ? 1 : 0, 1);
        }

        _corrections.RemoveRange(0, count);
        return 0;
    }

    private void Value(int table, int run, int value)
    {
        int size = value == 0 ? 0 : int.Log2(Math.Abs(value)) + 1;
        writer.Symbol(table, run << 4 | size);
        writer.Bits(value < 0 ? value - 1 : value, size);
    }
}
