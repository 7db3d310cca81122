using FacePipeline;

namespace TypedModels.Tests.Running;

public class ArgumentsTests
{
    [Fact]
    public void WithoutArgumentsThePictureIsTheAstronaut()
    {
        var arguments = Arguments.Parse([]);

        Assert.Equal(new Arguments(), arguments);
        Assert.Equal("astronaut.png", Path.GetFileName(arguments.Picture));
        Assert.True(File.Exists(arguments.Picture));
    }

    [Fact]
    public void EveryOptionIsTaken()
    {
        var arguments = Arguments.Parse(["--threshold", "0.25", "crowd.jpg", "--max-faces", "300", "--out", "crowd.html"]);

        Assert.Equal(new Arguments { Picture = "crowd.jpg", Page = "crowd.html", Threshold = 0.25f, MaxFaces = 300 }, arguments);
    }

    [Theory]
    [InlineData("--threshold is '2', expected a number from 0 to 1", "--threshold", "2")]
    [InlineData("--threshold is 'NaN', expected a number from 0 to 1", "--threshold", "NaN")]
    [InlineData("--max-faces is '0', expected a whole number from 1", "--max-faces", "0")]
    [InlineData("--max-faces is '-3', expected a whole number from 1", "--max-faces", "-3")]
    [InlineData("--out needs a value", "--out")]
    [InlineData("--out is empty", "--out", "")]
    [InlineData("There is no option --treshold", "--treshold", "1")]
    [InlineData("both 'a.png' and 'b.png' were given", "a.png", "b.png")]
    public void WhatCannotBeDoneIsSaid(string expected, params string[] args)
    {
        var error = Assert.Throws<PipelineException>(() => Arguments.Parse(args));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongArguments, error.ExitCode);
    }
}
