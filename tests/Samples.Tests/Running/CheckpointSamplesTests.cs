using TypedModels.Tests.Builds;

namespace TypedModels.Tests.Running;

/// <summary>The samples on checkpoints and shared variables, as programs of their own.</summary>
public sealed class CheckpointSamplesTests
{
    [Fact]
    public void TwoCheckpointsAnswerInTurnAndFromEightThreads()
    {
        string output = Run("TwoCheckpoints");

        Assert.Contains("called in turn, 1000 times each: always the same answers", output, StringComparison.Ordinal);
        Assert.Contains("called from 8 threads, 8000 times: 0 wrong answers", output, StringComparison.Ordinal);
        Assert.Contains("the answers are the same: yes", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ADecoderIsRestoredWhileItIsCalled()
    {
        string output = Run("SharedEncoder");

        Assert.Contains("restored decoder_b/dense_0/bias, decoder_b/dense_0/kernel, decoder_b/dense_1/bias, decoder_b/dense_1/kernel\n", output, StringComparison.Ordinal);
        Assert.Matches(@"  \d+ calls had the old answer, \d+ the new one, 0 anything else\n", output);
        Assert.Contains("decoder_a answers as before: yes, decoder_c too: yes", output, StringComparison.Ordinal);
        Assert.Contains("The encoder is disposed; decoder_a still answers: yes", output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatFitsNoDecoderIsRefusedByName()
    {
        string output = Run("SharedEncoder");

        Assert.Contains("decoder_c.ckpt", output, StringComparison.Ordinal);
        Assert.Contains("missing: decoder_b/dense_0/kernel float [4, 8]", output[output.IndexOf("What fits no decoder", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    private static string Run(string sample) =>
        DotnetCommand.Run(Repository.Folder, Path.Combine("artifacts", "bin", sample, Repository.Configuration, sample + ".dll")).Succeeded().Output.ReplaceLineEndings("\n");
}
