namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>Decodes the entropy-coded data of one scan, MCU by MCU, with restarts (ITU-T T.81, F.2 and G.2). Data that end early leave the rest gray.</summary>
internal ref struct JpegScanDecoder
{
    private readonly JpegFrame _frame;
    private readonly JpegScan _scan;
    private readonly JpegInverseDct[] _transforms;
    private readonly int _restartInterval;
    private readonly short[] _block = new short[64];
    private int _untilRestart;
    private int _nextRestart;
    private int _endOfBandRun;

    /// <summary>Prepares to decode.</summary>
    /// <param name="frame">The frame, whose components have room for samples, or coefficients if it is progressive.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="transforms">The transform of each of the scan's components.</param>
    /// <param name="restartInterval">MCUs between restarts, 0 for none.</param>
    public JpegScanDecoder(JpegFrame frame, JpegScan scan, JpegInverseDct[] transforms, int restartInterval)
    {
        (_frame, _scan, _transforms, _restartInterval, _untilRestart) = (frame, scan, transforms, restartInterval, restartInterval);
        ResetPrediction();
    }

    /// <summary>Decodes the scan; gives the rows of MCUs that were whole before the data ended.</summary>
    public int Decode(ref JpegBits bits, StopSignal? stop)
    {
        bits.Align();
        bits.Exhausted = false;
        bool single = _scan.Components.Length == 1;
        int across = single ? _scan.Components[0].BlocksAcross : _frame.McusAcross;
        int down = single ? _scan.Components[0].BlocksDown : _frame.McusDown;
        int whole = 0;
        for (int y = 0; y < down; y++)
        {
            stop?.ThrowIfRaised();
            for (int x = 0; x < across; x++)
            {
                if (_restartInterval > 0 && _untilRestart == 0)
                {
                    Restart(ref bits);
                }

                // In a progressive frame, what is missing changes nothing.
                if (bits.Exhausted && _frame.Progressive && _restartInterval == 0)
                {
                    return whole;
                }

                if (single)
                {
                    DecodeBlock(ref bits, 0, x, y);
                }
                else
                {
                    DecodeMcu(ref bits, x, y);
                }

                _untilRestart--;
            }

            whole += bits.Truncated && bits.Exhausted ? 0 : 1;
        }

        return whole;
    }

    private void DecodeMcu(ref JpegBits bits, int x, int y)
    {
        bool lost = bits.Exhausted;
        for (int i = 0; i < _scan.Components.Length; i++)
        {
            var component = _scan.Components[i];
            for (int row = 0; row < component.Vertical; row++)
            {
                for (int column = 0; column < component.Horizontal; column++)
                {
                    DecodeBlock(ref bits, i, x * component.Horizontal + column, y * component.Vertical + row, lost);
                }
            }
        }
    }

    private void DecodeBlock(ref JpegBits bits, int index, int x, int y) => DecodeBlock(ref bits, index, x, y, bits.Exhausted);

    private void DecodeBlock(ref JpegBits bits, int index, int x, int y, bool lost)
    {
        var component = _scan.Components[index];
        if (_frame.Progressive)
        {
            if (!lost)
            {
                int at = (y * component.PaddedBlocksAcross + x) * 64;
                DecodeProgressive(ref bits, component, component.Coefficients.AsSpan(at, 64));
            }

            return;
        }

        Array.Clear(_block);
        int last = lost ? 0 : DecodeSequential(ref bits, component, _block);
        int side = component.BlockSize;
        _transforms[index].Transform(_block, last, component.Samples.AsSpan(y * side * component.Stride + x * side), component.Stride);
    }

    // Gives the place, in zigzag order, of the last coefficient that was read.
    private static int DecodeSequential(ref JpegBits bits, JpegComponent component, Span<short> block)
    {
        int size = component.Dc!.Decode(ref bits);
        component.LastDc += size == 0 ? 0 : bits.TakeSigned(size);
        block[0] = (short)component.LastDc;
        var ac = component.Ac!;
        int last = 0;
        for (int k = 1; k < 64; k++)
        {
            int symbol = ac.Decode(ref bits);
            size = symbol & 15;
            if (size == 0)
            {
                if (symbol != 0xf0)
                {
                    break;
                }

                k += 15;
                continue;
            }

            k += symbol >> 4;
            last = k;
            block[JpegZigzag.Natural[k]] = (short)bits.TakeSigned(size);
        }

        return last;
    }

    private void DecodeProgressive(ref JpegBits bits, JpegComponent component, Span<short> block)
    {
        if (_scan.First > 0)
        {
            if (_scan.HighBit == 0)
            {
                DecodeAcFirst(ref bits, component.Ac!, block);
            }
            else
            {
                DecodeAcRefinement(ref bits, component.Ac!, block);
            }
        }
        else if (_scan.HighBit == 0)
        {
            int size = component.Dc!.Decode(ref bits);
            component.LastDc += size == 0 ? 0 : bits.TakeSigned(size);
            block[0] = (short)(component.LastDc << _scan.LowBit);
        }
        else if (bits.TakeBit())
        {
            block[0] |= (short)(1 << _scan.LowBit);
        }
    }

    private void DecodeAcFirst(ref JpegBits bits, JpegHuffmanDecoder ac, Span<short> block)
    {
        if (_endOfBandRun > 0)
        {
            _endOfBandRun--;
            return;
        }

        for (int k = _scan.First; k <= _scan.Last; k++)
        {
            int symbol = ac.Decode(ref bits);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size != 0)
            {
                k += run;
                block[JpegZigzag.Natural[k]] = (short)(bits.TakeSigned(size) << _scan.LowBit);
            }
            else if (run == 15)
            {
                k += 15;
            }
            else
            {
                _endOfBandRun = (1 << run) + (run == 0 ? 0 : bits.Take(run)) - 1;
                break;
            }
        }
    }

    private void DecodeAcRefinement(ref JpegBits bits, JpegHuffmanDecoder ac, Span<short> block)
    {
        int k = _scan.First;
        if (_endOfBandRun == 0)
        {
            for (; k <= _scan.Last; k++)
            {
                int symbol = ac.Decode(ref bits);
                int run = symbol >> 4;
                int value = 0;
                if ((symbol & 15) != 0)
                {
                    value = (bits.TakeBit() ? 1 : -1) << _scan.LowBit;
                }
                else if (run != 15)
                {
                    _endOfBandRun = 1 << run;
                    if (run != 0)
                    {
                        bits.Fill();
                        _endOfBandRun += bits.Take(run);
                    }

                    break;
                }

                k = RefineUntilZero(ref bits, block, k, run);
                if (value != 0)
                {
                    block[JpegZigzag.Natural[k]] = (short)value;
                }
            }
        }

        if (_endOfBandRun > 0)
        {
            RefineUntilZero(ref bits, block, k, int.MaxValue);
            _endOfBandRun--;
        }
    }

    // Reads the next bit of the coefficients that are not zero, from k on, until after zeros further zeros; gives where it stopped.
    private readonly int RefineUntilZero(ref JpegBits bits, Span<short> block, int k, int zeros)
    {
        for (; k <= _scan.Last; k++)
        {
            ref short coefficient = ref block[JpegZigzag.Natural[k]];
            if (coefficient == 0)
            {
                if (zeros-- == 0)
                {
                    break;
                }
            }
            else if (bits.TakeBit() && (coefficient & (1 << _scan.LowBit)) == 0)
            {
                coefficient += (short)((coefficient >= 0 ? 1 : -1) << _scan.LowBit);
            }
        }

        return k;
    }

    private void Restart(ref JpegBits bits)
    {
        bits.Align();
        if (bits.Marker == 0)
        {
            bits.Marker = bits.NextMarker();
        }

        Resynchronize(ref bits);
        _nextRestart = (_nextRestart + 1) & 7;
        ResetPrediction();
        _untilRestart = _restartInterval;
        if (bits.Marker == 0)
        {
            bits.Exhausted = false;
        }
    }

    // After damage: a marker that comes soon is left, so that what is missing becomes gray; one that came already, or is none, is passed over.
    private readonly void Resynchronize(ref JpegBits bits)
    {
        while (true)
        {
            byte marker = bits.Marker;
            bool restart = marker is >= JpegMarker.FirstRestart and <= JpegMarker.LastRestart;
            int ahead = (marker - JpegMarker.FirstRestart - _nextRestart) & 7;
            if (marker >= JpegMarker.BaselineFrame && (!restart || ahead is 1 or 2))
            {
                return;
            }

            bits.Marker = 0;
            if (restart && ahead is not (6 or 7))
            {
                return;
            }

            bits.Marker = bits.NextMarker();
        }
    }

    private void ResetPrediction()
    {
        _endOfBandRun = 0;
        foreach (var component in _scan.Components)
        {
            component.LastDc = 0;
        }
    }
}
